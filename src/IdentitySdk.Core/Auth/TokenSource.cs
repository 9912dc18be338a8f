namespace IdentitySdk.Core;

/// <summary>
/// The token in hand: renewed early while it is still used, or by one caller while the others wait once it has ended. A failure is never kept.
/// </summary>
internal sealed class TokenSource
{
    /// <summary>How long after a renewal the next early one may begin: a token endpoint that is down is not asked on every call.</summary>
    private static readonly TimeSpan s_earlyPause = TimeSpan.FromSeconds(30);

#if NET9_0_OR_GREATER
    private readonly Lock _lock = new();
#else
    private readonly object _lock = new();
#endif
    private readonly Func<CancellationToken, Task<AccessToken>> _fetch;
    private readonly TimeProvider _clock;
    private readonly SharedToken _shared;
    private readonly Func<double> _random;
    private AccessToken? _token;
    private TokenTimes _times;
    private Task<AccessToken>? _renewal;
    private DateTimeOffset _earliestEarly = DateTimeOffset.MinValue;
    private string? _rejected;
    private int _rejections;

    /// <param name="fetch">Gets a token from the vendor; never called twice at the same time.</param>
    /// <param name="clock">The client's clock.</param>
    /// <param name="shared">Where tokens are kept for other clients.</param>
    /// <param name="random">Random numbers from 0 to 1.</param>
    public TokenSource(Func<CancellationToken, Task<AccessToken>> fetch, TimeProvider clock, SharedToken shared, Func<double> random) =>
        (_fetch, _clock, _shared, _random) = (fetch, clock, shared, random);

    /// <summary>The token in hand, ended or not; null when there is none.</summary>
    public AccessToken? Current
    {
        get
        {
            lock (_lock)
            {
                return _token;
            }
        }
    }

    /// <summary>The renewal under way; a finished one when there is none.</summary>
    internal Task Renewal
    {
        get
        {
            lock (_lock)
            {
                return _renewal ?? Task.CompletedTask;
            }
        }
    }

    /// <summary>A token that is good now.</summary>
    /// <param name="cancellationToken">Ends this caller's wait; the renewal goes on for the others.</param>
    public ValueTask<AccessToken> GetAsync(CancellationToken cancellationToken)
    {
        Task<AccessToken> renewal;
        lock (_lock)
        {
            var now = _clock.GetUtcNow();
            if (_token is not null && now < _times.UsableUntil)
            {
                if (now >= _times.RenewAt && now >= _earliestEarly && _renewal is null)
                {
                    _ = Renew();
                }

                return new ValueTask<AccessToken>(_token);
            }

            renewal = _renewal ?? Renew();
        }

        return new ValueTask<AccessToken>(renewal.WaitOrLeaveAsync(_clock, cancellationToken));
    }

    /// <summary>Forgets a token that the vendor refused; one that has been renewed meanwhile stays.</summary>
    public void Reject(string? value)
    {
        lock (_lock)
        {
            if (_token is not null && _token.Value == value)
            {
                _token = null;
            }

            _rejected = value;
            _rejections++;
        }
    }

    /// <summary>Begins a renewal, off the caller's lock, stack and synchronization context: whoever comes first must not hold the others up.</summary>
    private Task<AccessToken> Renew()
    {
        _renewal = Task.Run(RenewAsync);

        // Nobody may be waiting for it; the failure has been logged then.
        _ = _renewal.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return _renewal;
    }

    private async Task<AccessToken> RenewAsync()
    {
        try
        {
            var (held, rejected, rejections) = Snapshot();
            if (await _shared.FindAsync(token => token.Value != held?.Value && token.Value != rejected, _clock).ConfigureAwait(false) is { } shared)
            {
                return Accept(shared, isSame: false);
            }

            var token = await _fetch(CancellationToken.None).ConfigureAwait(false);
            if (Snapshot() is var after && after.Rejections != rejections && after.Rejected == token.Value)
            {
                // Refused while the vendor was still handing it out: the answer is older than the refusal.
                token = await _fetch(CancellationToken.None).ConfigureAwait(false);
            }

            Accept(token, isSame: token.Value == held?.Value);
            await _shared.StoreAsync(token).ConfigureAwait(false);
            return token;
        }
        catch (Exception fault)
        {
            _shared.ReportFailure(fault);
            throw;
        }
        finally
        {
            lock (_lock)
            {
                _renewal = null;
                _earliestEarly = _clock.GetUtcNow() + s_earlyPause;
            }
        }
    }

    private (AccessToken? Held, string? Rejected, int Rejections) Snapshot()
    {
        lock (_lock)
        {
            return (_token, _rejected, _rejections);
        }
    }

    private AccessToken Accept(AccessToken token, bool isSame)
    {
        lock (_lock)
        {
            _token = token;
            _times = TokenTimes.Plan(token.ExpiresAt, _clock.GetUtcNow(), isSame, _random());
            return token;
        }
    }
}
