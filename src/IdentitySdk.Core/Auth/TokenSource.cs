namespace IdentitySdk.Core;

/// <summary>
/// The token in hand: refreshed early while it is still used, or by one caller while the others wait once it has expired. A failed refresh is the
/// answer to all for a while, and never longer.
/// </summary>
internal sealed class TokenSource
{
    /// <summary>How long after a refresh the next early one may begin: a token endpoint that is down is not asked on every call.</summary>
    private static readonly TimeSpan s_earlyPause = TimeSpan.FromSeconds(30);

    /// <summary>How long after a refresh that a refusal forced the next one may be forced.</summary>
    private static readonly TimeSpan s_forcedPause = TimeSpan.FromSeconds(10);

#if NET9_0_OR_GREATER
    private readonly Lock _lock = new();
#else
    private readonly object _lock = new();
#endif
    private readonly Func<CancellationToken, Task<AccessToken>> _fetch;
    private readonly TimeProvider _clock;
    private readonly SharedTokenCache _shared;
    private readonly TimeSpan _maxTime;
    private readonly Func<double> _random;
    private AccessToken? _token;
    private RefreshSchedule _schedule;
    private TokenRefresh? _refresh;
    private Task _work = Task.CompletedTask;
    private DateTimeOffset _earliestEarly = DateTimeOffset.MinValue;
    private long? _forcedAt;
    private bool _isForced;
    private string? _rejected;
    private int _rejections;
    private bool _isReplacement;
    private string? _rejectedReplacement;
    private bool _mustRequest;
    private TokenBrake _brake;
    private Exception? _failure;
    private string? _failedKey;

    /// <param name="fetch">Gets a token from the vendor; never called twice at the same time, unless it does not end with its token.</param>
    /// <param name="clock">The client's clock.</param>
    /// <param name="shared">Where tokens are kept for other clients.</param>
    /// <param name="maxTime">How long a refresh may take, whoever waits for it.</param>
    /// <param name="random">Random numbers from 0 to 1.</param>
    public TokenSource(Func<CancellationToken, Task<AccessToken>> fetch, TimeProvider clock, SharedTokenCache shared, TimeSpan maxTime, Func<double> random) =>
        (_fetch, _clock, _shared, _maxTime, _random) = (fetch, clock, shared, maxTime, random);

    /// <summary>The token in hand, expired or not; null when there is none.</summary>
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

    /// <summary>The latest refresh, up to its last word to the cache; a finished one when none is under way.</summary>
    internal Task PendingRefresh
    {
        get
        {
            lock (_lock)
            {
                return _work;
            }
        }
    }

    /// <summary>A token that is good now.</summary>
    /// <param name="request">The request it is for, whose operation bounds the wait; null for no bound.</param>
    /// <param name="cancellationToken">Ends this caller's wait; the refresh goes on for the others.</param>
    /// <exception cref="CredentialException">No token could be had, or none in the operation's time.</exception>
    public ValueTask<AccessToken> GetAsync(HttpRequestMessage? request, CancellationToken cancellationToken)
    {
        TokenRefresh refresh;
        lock (_lock)
        {
            var now = _clock.GetUtcNow();
            if (_token is not null && now < _schedule.UsableUntil && !MustForce() && !IsBeingReplaced())
            {
                if (now >= _schedule.RefreshAt && now >= _earliestEarly && _refresh is null && !IsBraked(now))
                {
                    StartRefresh();
                }

                return new ValueTask<AccessToken>(_token);
            }

            if (_refresh is null && IsBraked(now))
            {
                return new ValueTask<AccessToken>(Task.FromException<AccessToken>(TokenFailure.Repeat(_failure!, _shared.Vendor)));
            }

            refresh = _refresh ?? StartRefresh();
        }

        var context = request is null ? null : OperationContext.Of(request);
        return new ValueTask<AccessToken>(TokenWait.AwaitAsync(refresh.Result, context, _shared.Vendor, _clock, cancellationToken));
    }

    /// <summary>Takes note of a token that the vendor refused; one that has been refreshed meanwhile stays.</summary>
    /// <returns>Which other token can be had: one that the vendor refuses right after it gave it out is not worth a request each time.</returns>
    public Replay Reject(string? value)
    {
        lock (_lock)
        {
            (_rejected, _rejections) = (value, _rejections + 1);
            if (_token?.Value == value && !Drop(value))
            {
                return Replay.None;
            }

            return value is not null && value == _rejectedReplacement ? Replay.WithRequestedToken : Replay.WithNewToken;
        }
    }

    /// <summary>Drops a token that the client itself has ended, here and in the cache: no pause holds the next one back.</summary>
    public Task ForgetAsync(AccessToken token)
    {
        lock (_lock)
        {
            (_rejected, _rejections) = (token.Value, _rejections + 1);
            if (_token?.Value == token.Value)
            {
                (_token, _isForced) = (null, false);
            }
        }

        return _shared.ForgetAsync(token);
    }

    /// <summary>Drops the token in hand after a refusal; false when it has to do until another refresh may be forced.</summary>
    private bool Drop(string? value)
    {
        _isForced = true;
        if (_isReplacement)
        {
            // What the cache has may be stale for ever, so it is not asked for a third one.
            (_rejectedReplacement, _mustRequest) = (value, true);
        }

        if (!MustForce())
        {
            return IsBeingReplaced();
        }

        _token = null;
        return true;
    }

    /// <summary>Whether the token in hand was refused, and the next refresh may be forced.</summary>
    private bool MustForce() => _isForced && !(_forcedAt is { } at && _clock.GetElapsedTime(at) < s_forcedPause);

    /// <summary>Whether the token in hand was refused and another is on its way, which is worth the wait.</summary>
    private bool IsBeingReplaced() => _refresh is not null && _token!.Value == _rejected;

    private bool IsBraked(DateTimeOffset now) => _failure is not null && _brake.IsOn(now) && _failedKey == _shared.Key();

    /// <summary>
    /// Begins a refresh, off the caller's lock, stack and contexts: it is everybody's, and whoever comes first must neither hold the others up nor leave
    /// traces in it.
    /// </summary>
    private TokenRefresh StartRefresh()
    {
        var refresh = _refresh = new TokenRefresh(_token, _rejections, _isForced, _forcedAt, _mustRequest);
        if (_isForced)
        {
            (_isForced, _forcedAt) = (false, _clock.GetTimestamp());
        }

        _work = DetachedTask.Run(() => RunAsync(refresh));
        return refresh;
    }

    /// <summary>
    /// First the state, then the callers, and then cache and log: what a refresh comes to does not wait for either, and neither can change it.
    /// </summary>
    private async Task<bool> RunAsync(TokenRefresh refresh)
    {
        using var ending = new CancellationTokenSource();
        using var timer = _clock.CancelAfter(ending, _maxTime);
        AccessToken? token;
        SharedLease? lease = null;
        bool isShared;
        try
        {
            var looking = refresh.MustRequest ? _shared.LeaseAsync() : _shared.FindOrLeaseAsync(each => IsWanted(each, refresh), ending.Token);
            (token, lease) = await looking.ConfigureAwait(false);
            isShared = token is not null;
            token ??= await RequestAsync(refresh, ending.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var failure = TokenFailure.Describe(exception, _shared.Vendor);
            Fail(failure);
            refresh.Fail(failure);
            await _shared.ReleaseAsync(lease).ConfigureAwait(false);
            _shared.ReportFailure(exception);
            return false;
        }

        Accept(token, refresh, isShared);

        // Begun before the callers go on, so that what they do next comes after it.
        var storing = isShared ? Task.CompletedTask : _shared.StoreAsync(token, lease);
        refresh.Succeed(token);
        await storing.ConfigureAwait(false);
        return true;
    }

    private bool IsWanted(AccessToken token, TokenRefresh refresh)
    {
        lock (_lock)
        {
            return token.Value != refresh.Held?.Value && token.Value != _rejected;
        }
    }

    private async Task<AccessToken> RequestAsync(TokenRefresh refresh, CancellationToken cancellationToken)
    {
        var token = await FetchAsync(cancellationToken).ConfigureAwait(false);

        // Refused while the vendor was still handing it out: the response is older than the refusal.
        return WasRefused(token, refresh) ? await FetchAsync(cancellationToken).ConfigureAwait(false) : token;
    }

    private bool WasRefused(AccessToken token, TokenRefresh refresh)
    {
        lock (_lock)
        {
            return _rejections != refresh.Rejections && _rejected == token.Value;
        }
    }

    /// <summary>A function that does not listen to its token is left, also one that blocks its thread: that thread is then lost, but no other.</summary>
    private async Task<AccessToken> FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            var fetching = Task.Run(() => _fetch(cancellationToken), CancellationToken.None);
            var token = await fetching.WaitOrAbandonAsync(_clock, cancellationToken).ConfigureAwait(false);
            Telemetry.TokenRequests.Add(1, new KeyValuePair<string, object?>(IdentityTelemetry.VendorTag, _shared.Vendor));
            return token;
        }
        catch (Exception exception)
        {
            Telemetry.TokenRequests.Add(1, new(IdentityTelemetry.VendorTag, _shared.Vendor), new("error.type", Telemetry.ErrorType(exception)));
            throw;
        }
    }

    private void Accept(AccessToken token, TokenRefresh refresh, bool isShared)
    {
        lock (_lock)
        {
            _token = token;
            _schedule = RefreshSchedule.Plan(token.ExpiresAt, _clock.GetUtcNow(), isSame: token.Value == refresh.Held?.Value, _random());
            (_brake, _failure, _isForced) = (default, null, _isForced && token.Value == _rejected);
            (_isReplacement, _mustRequest) = (isShared && refresh.IsForced, isShared && _mustRequest);
            if (_isReplacement)
            {
                // The vendor has not been asked, so it still may be.
                _forcedAt = refresh.ForcedBefore;
            }

            End();
        }
    }

    private void Fail(Exception failure)
    {
        lock (_lock)
        {
            _brake = _brake.Fail(_clock.GetUtcNow(), _random(), (failure as IdentityApiException)?.RetryAfter);
            (_failure, _failedKey) = (failure, _shared.Key());
            End();
        }
    }

    /// <summary>From here on there may be another refresh, though this one may still have a word with the cache.</summary>
    private void End() => (_refresh, _earliestEarly) = (null, _clock.GetUtcNow() + s_earlyPause);
}
