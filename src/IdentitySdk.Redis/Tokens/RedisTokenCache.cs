using System.Diagnostics;
using StackExchange.Redis;

namespace IdentitySdk.Redis;

/// <summary>
/// Stores access tokens in Redis, encrypted. All processes with the same Redis server, key prefix and encryption key share them, and one refreshes for all.
/// </summary>
/// <remarks>
/// The client's cache key contains vendor, address, caller, scopes and a hash of the secret. Redis contains a hash of the cache key, and each token is
/// encrypted for its cache key. A token that is bound to a client's key (DPoP) does not leave this process. While Redis cannot be reached, a process uses the
/// tokens that it has read before and requests its own. Requires Redis 5 or later; clusters are supported.
/// </remarks>
[DebuggerDisplay("RedisTokenCache")]
public sealed class RedisTokenCache : ITokenCache
{
    private static readonly TimeSpan s_defaultTimeToLive = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(5);

    private readonly RedisLink _link;
    private readonly ITokenProtector _protector;
    private readonly LocalTokens _local;
    private readonly HeldLeases _held;
    private readonly TimeProvider _clock;
    private int _hasUnreadable;

    /// <summary>Creates a cache.</summary>
    /// <param name="connection">The connection. The cache does not dispose it.</param>
    /// <param name="options">The options; <see cref="RedisOptions.TokenProtector"/> is required.</param>
    /// <exception cref="ArgumentException">An option is missing or out of range; the exception names it.</exception>
    public RedisTokenCache(IConnectionMultiplexer connection, RedisOptions options)
        : this(RedisLink.Connected(connection), (options ?? throw new ArgumentNullException(nameof(options))).CopyChecked())
    {
    }

    internal RedisTokenCache(Func<Task<IConnectionMultiplexer>> connect, RedisOptions options)
    {
        _protector = options.TokenProtector ?? throw new ArgumentException(
            "TokenProtector is missing: set TokenProtector.Aes(key) or .DataProtection(provider), or .PlainText() if only trusted clients can reach Redis.",
            nameof(RedisOptions.TokenProtector));
        _link = new RedisLink(connect, options, "token cache");
        _clock = options.TimeProvider;
        _local = new LocalTokens(_clock);
        _held = new HeldLeases(_clock, Beat);
    }

    /// <inheritdoc/>
    public async ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken)
    {
        var name = Name(key);
        var values = await TryAsync(name, database => database.HashGetAsync(name, ["token"]), cancellationToken).ConfigureAwait(false);
        if (values is null || values[0].IsNull)
        {
            // Without a token in Redis, only a token that is bound to this process's key is valid.
            return _local.Get(key) is { } token && (values is null || IsBound(token)) ? token : null;
        }

        if (Read((byte[])values[0]!, key) is not { } found)
        {
            return null;
        }

        _local.Record(key, found);
        return found;
    }

    /// <inheritdoc/>
    public async ValueTask<TokenLease?> TryLeaseAsync(string key, TimeSpan duration, CancellationToken cancellationToken)
    {
        var name = Name(key);
        var timeout = _link.Options.HeartbeatTimeout;
        var result = await TryAsync(name, database => TokenScript.LeaseAsync(database, name, duration, timeout), cancellationToken).ConfigureAwait(false);
        if (result is null)
        {
            return _local.TryLease(key, duration);
        }

        if ((long)result is not (> 0 and var number))
        {
            return null;
        }

        var lease = new TokenLease(number, duration);
        _held.Add(key, lease);
        return lease;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken)
    {
        _ = token ?? throw new ArgumentNullException(nameof(token));
        var name = Name(key);
        _held.Remove(key, lease);
        var protectedToken = IsBound(token) ? [] : _protector.Protect(TokenRecord.Write(token), key);
        var timeToLive = TimeToLive(token);
        var result = await TryAsync(
            name, database => TokenScript.SetAsync(database, name, lease.FencingNumber, protectedToken, timeToLive), cancellationToken).ConfigureAwait(false);
        if (result is not null && (long)result == 0)
        {
            _local.Release(key, lease);
            return false;
        }

        return _local.Set(key, token, lease) || result is not null;
    }

    /// <inheritdoc/>
    public async ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken)
    {
        var name = Name(key);
        _held.Remove(key, lease);
        _local.Release(key, lease);
        await TryAsync(name, database => TokenScript.ReleaseAsync(database, name, lease.FencingNumber), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the token is bound to a key that only its client has.</summary>
    private static bool IsBound(AccessToken token) => string.Equals(token.Type, "DPoP", StringComparison.OrdinalIgnoreCase);

    private RedisKey Name(string key) => RedisKeys.Create(_link.Options.KeyPrefix, "token", key ?? throw new ArgumentNullException(nameof(key)));

    /// <summary>The rest of the token's lifetime with a margin for clock skew; a day when the expiry is unknown.</summary>
    private TimeSpan TimeToLive(AccessToken token) =>
        token.ExpiresAt is not { } end ? s_defaultTimeToLive
        : end - _clock.GetUtcNow() is var rest && rest > TimeSpan.Zero ? (rest < Script.Longest ? rest : Script.Longest) + s_margin
        : s_margin;

    private AccessToken? Read(byte[] ciphertext, string key)
    {
        if (_protector.Unprotect(ciphertext, key) is { } text && TokenRecord.Read(text) is { } token)
        {
            return token;
        }

        if (Interlocked.Exchange(ref _hasUnreadable, 1) == 0)
        {
            Log.RedisTokenUnreadable(_link.Logger);
        }

        return null;
    }

    private async Task<T?> TryAsync<T>(RedisKey name, Func<IDatabase, Task<T>> send, CancellationToken cancellationToken)
        where T : class
    {
        cancellationToken.ThrowIfCancellationRequested();
        var result = _link.TryEnter() ? await _link.SendAsync(name, send, _link.Options.Timeout).ConfigureAwait(false) : null;
        if (result is null)
        {
            _link.CountFallback();
        }

        return result;
    }

    private void Beat(string key, long number)
    {
        var name = Name(key);
        _ = TryAsync(name, database => TokenScript.BeatAsync(database, name, number), CancellationToken.None);
    }
}
