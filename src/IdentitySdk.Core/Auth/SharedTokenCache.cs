using Microsoft.Extensions.Logging;

namespace IdentitySdk.Core;

/// <summary>One client's place in a token cache. A cache that fails, or takes too long, is reported and done without.</summary>
/// <param name="Cache">The cache.</param>
/// <param name="Key">The key, asked each time; null for a token that no other client could use.</param>
/// <param name="Vendor">The vendor's name, for the log.</param>
/// <param name="Logger">Where failures are reported.</param>
/// <param name="Clock">The client's clock.</param>
/// <param name="Timeout">How long one answer of the cache may take.</param>
internal sealed record SharedTokenCache(ITokenCache Cache, Func<string?> Key, string Vendor, ILogger Logger, TimeProvider Clock, TimeSpan Timeout)
{
    /// <summary>After how long a lease ends by itself: another takes over from a process that died.</summary>
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(30);

    /// <summary>How long another's refresh is waited for, and how often its token is looked for meanwhile.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_shortestPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_worthwhile = TimeSpan.FromSeconds(10);

    /// <summary>How long a token may be looked for, whatever the cache says or does not say: it takes time to request one, too.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.MaxValue;

    /// <summary>The cached token, or else the lease under which to request one; neither when the cache is done without.</summary>
    /// <param name="isWanted">Whether the caller can do with a token.</param>
    /// <param name="cancellationToken">Ends the wait for another's refresh.</param>
    public async Task<(AccessToken? Token, SharedLease? Lease)> FindOrLeaseAsync(Func<AccessToken, bool> isWanted, CancellationToken cancellationToken)
    {
        if (Key() is not { } key)
        {
            return default;
        }

        var started = Clock.GetTimestamp();
        while (true)
        {
            var found = await FindAsync(key, isWanted, Left(started)).ConfigureAwait(false);
            if (found is not (null, true))
            {
                return (found.Token, null);
            }

            var (lease, isAnswer) = await LeaseAsync(key, Left(started)).ConfigureAwait(false);
            if (lease is not null)
            {
                // The holder before may have stored its token between the two questions.
                var held = new SharedLease(key, lease.Value);
                var token = (await FindAsync(key, isWanted, Left(started)).ConfigureAwait(false)).Token;
                await ReleaseAsync(token is null ? null : held).ConfigureAwait(false);
                return token is null ? (null, held) : (token, null);
            }

            var rest = Smaller(s_patience, MaxTime) - Clock.GetElapsedTime(started);
            if (!isAnswer || rest < s_shortestPause)
            {
                return default;
            }

            await Clock.DelayAsync(Smaller(s_pause, rest), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The lease under which to request a token, whatever the cache has; none when another has it, or the cache is done without.</summary>
    public async Task<(AccessToken? Token, SharedLease? Lease)> LeaseAsync() =>
        Key() is { } key && (await LeaseAsync(key, Left(Clock.GetTimestamp())).ConfigureAwait(false)).Lease is { } lease
            ? (null, new SharedLease(key, lease))
            : default;

    /// <summary>Stores a token for the others.</summary>
    /// <param name="token">The token.</param>
    /// <param name="lease">The lease under which it was requested; null takes one now.</param>
    public async Task StoreAsync(AccessToken token, SharedLease? lease)
    {
        // The key may have gone meanwhile: the token turned out to be of no use to others.
        var key = Key();
        if (key is null || (lease is not null && lease.Key != key))
        {
            await ReleaseAsync(lease).ConfigureAwait(false);
            return;
        }

        if ((lease?.Lease ?? (await LeaseAsync(key, Timeout).ConfigureAwait(false)).Lease) is { } held)
        {
            await AskAsync(cancellationToken => Cache.SetAsync(key, token, held, cancellationToken), Timeout).ConfigureAwait(false);
        }
    }

    /// <summary>Has an ended token stand in the cache as one that has expired, unless there is another by now, or soon.</summary>
    public async Task ForgetAsync(AccessToken token)
    {
        if (Key() is { } key
            && (await LeaseAsync(key, Timeout).ConfigureAwait(false)).Lease is { } lease
            && (await FindAsync(key, each => each.Value == token.Value, Timeout).ConfigureAwait(false)).Token is var found)
        {
            var held = new SharedLease(key, lease);
            await (found is null ? ReleaseAsync(held) : StoreAsync(new AccessToken(token.Value, Clock.GetUtcNow(), token.Type), held)).ConfigureAwait(false);
        }
    }

    /// <summary>Ends a lease without a token.</summary>
    public async Task ReleaseAsync(SharedLease? lease)
    {
        if (lease is not null)
        {
            await AskAsync(
                async cancellationToken =>
                {
                    await Cache.ReleaseAsync(lease.Key, lease.Lease, cancellationToken).ConfigureAwait(false);
                    return true;
                },
                Timeout).ConfigureAwait(false);
        }
    }

    /// <summary>By its type alone: a message may hold what the caller's function was given.</summary>
    public void ReportFailure(Exception exception) => Log.TokenNotRefreshed(Logger, Vendor, exception.GetType().Name);

    /// <summary>The type's name alone.</summary>
    public override string ToString() => nameof(SharedTokenCache);

    /// <summary>The cached token if it has life left and the caller can do with it.</summary>
    private async Task<(AccessToken? Token, bool IsAnswer)> FindAsync(string key, Func<AccessToken, bool> isWanted, TimeSpan time)
    {
        var (token, isAnswer) = await AskAsync(cancellationToken => Cache.GetAsync(key, cancellationToken), time).ConfigureAwait(false);
        return (token is not null && IsUsable(token) && isWanted(token) ? token : null, isAnswer);
    }

    /// <summary>Whether it has life left, and is of the kind that clients share: one that is bound to a key is of use with that key alone.</summary>
    private bool IsUsable(AccessToken token) =>
        !(token.ExpiresAt <= Clock.GetUtcNow() + s_worthwhile) && "Bearer".Equals(token.Type, StringComparison.OrdinalIgnoreCase);

    private Task<(TokenLease? Lease, bool IsAnswer)> LeaseAsync(string key, TimeSpan time) =>
        AskAsync(cancellationToken => Cache.TryLeaseAsync(key, s_lease, cancellationToken), time);

    /// <summary>How long the next answer may take.</summary>
    private TimeSpan Left(long started)
    {
        var left = MaxTime - Clock.GetElapsedTime(started);
        return left > TimeSpan.Zero ? Smaller(left, Timeout) : TimeSpan.Zero;
    }

    private static TimeSpan Smaller(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private async Task<(T? Value, bool IsAnswer)> AskAsync<T>(Func<CancellationToken, ValueTask<T?>> call, TimeSpan time)
    {
        try
        {
            // Ours takes no time, so it needs no thread of its own.
            return (Cache is MemoryTokenCache
                ? await call(CancellationToken.None).ConfigureAwait(false)
                : await BoundedCall.RunAsync(Cache, call, time, Clock, CancellationToken.None).ConfigureAwait(false), true);
        }
        catch (Exception exception)
        {
            Log.TokenCacheFailed(Logger, Vendor, exception.GetType().Name);
            return (default, false);
        }
    }
}
