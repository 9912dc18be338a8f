namespace IdentitySdk.Core;

/// <summary>A cached token: renewed before it ends, by one caller while the others wait; a failure is never cached.</summary>
internal sealed class TokenSource(Func<CancellationToken, Task<AccessToken>> fetch, TimeProvider clock)
{
    /// <summary>A token is renewed this long before its end, or when a tenth of its life is left if that is less.</summary>
    private static readonly TimeSpan s_early = TimeSpan.FromMinutes(5);

#if NET9_0_OR_GREATER
    private readonly Lock _lock = new();
#else
    private readonly object _lock = new();
#endif
    private AccessToken? _token;
    private DateTimeOffset _renewAt;
    private Task<AccessToken>? _renewal;

    /// <summary>The current token, or a new one.</summary>
    /// <param name="cancellationToken">Ends this caller's wait; the renewal goes on for the others.</param>
    public ValueTask<AccessToken> GetAsync(CancellationToken cancellationToken)
    {
        Task<AccessToken> renewal;
        lock (_lock)
        {
            if (_token is not null && clock.GetUtcNow() < _renewAt)
            {
                return new ValueTask<AccessToken>(_token);
            }

            renewal = _renewal ??= RenewAsync();
        }

        return new ValueTask<AccessToken>(renewal.WaitOrLeaveAsync(clock, cancellationToken));
    }

    /// <summary>Forgets a token that the vendor refused; one that has been renewed meanwhile stays.</summary>
    public void Reject(string? value)
    {
        lock (_lock)
        {
            if (_token?.Value == value)
            {
                _token = null;
            }
        }
    }

    private async Task<AccessToken> RenewAsync()
    {
        // Off the caller's lock and stack: whoever comes first must not hold the others up.
        await Task.Yield();
        try
        {
            var began = clock.GetUtcNow();
            var token = await fetch(CancellationToken.None).ConfigureAwait(false);
            lock (_lock)
            {
                _token = token;
                _renewAt = RenewAt(token.ExpiresAt, began);
            }

            return token;
        }
        finally
        {
            lock (_lock)
            {
                _renewal = null;
            }
        }
    }

    private static DateTimeOffset RenewAt(DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        if (expiresAt is not { } end)
        {
            return DateTimeOffset.MaxValue;
        }

        var tenth = TimeSpan.FromTicks(Math.Max(0, (end - now).Ticks / 10));
        return end - (tenth < s_early ? tenth : s_early);
    }
}
