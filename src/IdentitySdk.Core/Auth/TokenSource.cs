namespace IdentitySdk.Core;

/// <summary>
/// The access token of one credential, refreshed early while it is still used, or by one caller while the others wait. After a failed refresh all callers
/// get the failure until the backoff ends.
/// </summary>
/// <param name="fetch">Requests a token from the vendor; never called concurrently, unless it ignores its cancellation.</param>
/// <param name="clock">The client's clock.</param>
/// <param name="shared">The cache that the client shares with others.</param>
/// <param name="maxTime">Time-out of a refresh.</param>
/// <param name="random">Random numbers from 0 to 1.</param>
internal sealed class TokenSource(
    Func<CancellationToken, Task<AccessToken>> fetch, TimeProvider clock, SharedTokenCache shared, TimeSpan maxTime, Func<double> random)
{
    /// <summary>Pause after a refresh before an early one, so that not every call makes a request while the token endpoint is down.</summary>
    private static readonly TimeSpan s_earlyPause = TimeSpan.FromSeconds(30);

    private readonly object _lock = new();
    private readonly TokenRejections _rejections = new(clock);
    private AccessToken? _token;
    private RefreshSchedule _schedule;

    // The refresh under way: its result for the callers, all its work, and the token that it replaces.
    private TaskCompletionSource<AccessToken>? _refresh;
    private Task _work = Task.CompletedTask;
    private AccessToken? _replaced;
    private DateTimeOffset _nextEarlyRefresh = DateTimeOffset.MinValue;

    // The latest failure. Its backoff ends early when the credential, and with it the key, changes.
    private TokenBackoff _backoff;
    private Exception? _failure;
    private string? _failedKey;

    /// <summary>The current token, expired or not; null without one.</summary>
    public AccessToken? Current => Volatile.Read(ref _token);

    /// <summary>The latest refresh, including its last call to the cache.</summary>
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

    /// <summary>Gets a valid token.</summary>
    /// <param name="request">The request, whose operation limits the wait; null waits without a time-out.</param>
    /// <param name="cancellationToken">Ends this caller's wait; the refresh continues for the others.</param>
    /// <exception cref="CredentialException">No token is available, or none in the operation's time.</exception>
    public ValueTask<AccessToken> GetAsync(HttpRequestMessage? request, CancellationToken cancellationToken)
    {
        TaskCompletionSource<AccessToken> refresh;
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (_token is not null && now < _schedule.UsableUntil && !_rejections.MustForce && !IsBeingReplaced(_token))
            {
                if (now >= _schedule.RefreshAt && now >= _nextEarlyRefresh && _refresh is null && !IsBackingOff(now))
                {
                    StartRefresh();
                }

                return new ValueTask<AccessToken>(_token);
            }

            if (_refresh is null && IsBackingOff(now))
            {
                return new ValueTask<AccessToken>(Task.FromException<AccessToken>(TokenFailure.Copy(_failure!, shared.Vendor)));
            }

            refresh = _refresh ?? StartRefresh();
        }

        var context = request is null ? null : OperationContext.Of(request);
        return new ValueTask<AccessToken>(TokenWait.AwaitAsync(refresh.Task, context, shared.Vendor, clock, cancellationToken));
    }

    /// <summary>Records that the vendor rejected a token. A token that has replaced it meanwhile stays.</summary>
    /// <returns>The reason to replay the request; none while the token stays because no other refresh may be forced yet.</returns>
    public Replay Reject(string? value)
    {
        if (value is null)
        {
            // A handler of the host has removed the header.
            return Replay.WithNewToken;
        }

        lock (_lock)
        {
            _rejections.Record(value);
            return _token is { } token && token.Value == value && !TryDrop(token) ? Replay.None : _rejections.ReplayOf(value);
        }
    }

    /// <summary>Drops a token that the client has revoked, here and in the cache. The next one is requested without a pause.</summary>
    public Task ForgetAsync(AccessToken token)
    {
        lock (_lock)
        {
            _rejections.Record(token.Value);
            if (_token?.Value == token.Value)
            {
                _token = null;
                _rejections.ForgetCurrent();
            }
        }

        return shared.ForgetAsync(token);
    }

    /// <summary>Drops the current token after a rejection; false when no refresh may be forced yet and none is under way.</summary>
    private bool TryDrop(AccessToken token)
    {
        _rejections.RecordCurrent(token);
        if (!_rejections.MustForce)
        {
            return IsBeingReplaced(token);
        }

        _token = null;
        return true;
    }

    private bool IsBeingReplaced(AccessToken token) => _refresh is not null && _rejections.IsLatest(token);

    private bool IsBackingOff(DateTimeOffset now) => _backoff.IsActive(now) && _failedKey == shared.Key();

    /// <summary>Starts a refresh outside the lock, stack and execution context of the caller that happens to start it.</summary>
    private TaskCompletionSource<AccessToken> StartRefresh()
    {
        // Callers continue asynchronously, so that they do not wait for each other.
        var refresh = _refresh = new TaskCompletionSource<AccessToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        var skipsCache = _rejections.SkipsCache;
        _replaced = _token;
        _rejections.BeginRefresh();
        _work = DetachedTask.Run(() => RunAsync(refresh, skipsCache));
        return refresh;
    }

    /// <summary>Refreshes the token: first this object's state, then the callers, then cache and log, which can neither delay nor change the result.</summary>
    private async Task<bool> RunAsync(TaskCompletionSource<AccessToken> refresh, bool skipsCache)
    {
        using var source = new CancellationTokenSource();
        using var timer = clock.CancelAfter(source, maxTime);
        AccessToken? token;
        SharedLease? lease = null;
        bool isShared;
        try
        {
            (token, lease) = skipsCache
                ? (null, await shared.LeaseAsync().ConfigureAwait(false))
                : await shared.FindOrLeaseAsync(IsWanted, source.Token).ConfigureAwait(false);
            isShared = token is not null;
            token ??= await RequestAsync(source.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var failure = TokenFailure.Convert(exception, shared.Vendor);
            Fail(failure);

            // No caller may be waiting, and the failure is logged anyway.
            refresh.Task.Observe();
            refresh.TrySetException(failure);
            await shared.ReleaseAsync(lease).ConfigureAwait(false);
            shared.ReportFailure(exception);
            return false;
        }

        Accept(token, isShared);

        // Starts before the callers continue, so that their next calls to the cache come after it.
        var storing = isShared ? Task.CompletedTask : shared.StoreAsync(token, lease);
        refresh.TrySetResult(token);
        await storing.ConfigureAwait(false);
        return true;
    }

    private bool IsWanted(AccessToken token) => token.Value != _replaced?.Value && !_rejections.IsLatest(token);

    private async Task<AccessToken> RequestAsync(CancellationToken cancellationToken)
    {
        var token = await FetchAsync(cancellationToken).ConfigureAwait(false);

        // If the token was rejected during the request, the vendor had sent it before.
        return _rejections.IsFromRefresh(token) ? await FetchAsync(cancellationToken).ConfigureAwait(false) : token;
    }

    /// <summary>Calls the function on another thread, and abandons it when it ignores its cancellation or blocks.</summary>
    private async Task<AccessToken> FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            var fetching = Task.Run(() => fetch(cancellationToken), CancellationToken.None);
            var token = await fetching.WaitOrAbandonAsync(clock, cancellationToken).ConfigureAwait(false);
            Telemetry.TokenRequests.Add(1, new KeyValuePair<string, object?>(IdentityTelemetry.VendorTag, shared.Vendor));
            return token;
        }
        catch (Exception exception)
        {
            Telemetry.TokenRequests.Add(1, new(IdentityTelemetry.VendorTag, shared.Vendor), new("error.type", Telemetry.ErrorType(exception)));
            throw;
        }
    }

    private void Accept(AccessToken token, bool isShared)
    {
        lock (_lock)
        {
            _token = token;
            _schedule = RefreshSchedule.Plan(token.ExpiresAt, clock.GetUtcNow(), isSame: token.Value == _replaced?.Value, random());
            (_backoff, _failure) = (default, null);
            _rejections.EndRefresh(token, isShared);
            EndRefresh();
        }
    }

    private void Fail(Exception failure)
    {
        lock (_lock)
        {
            _backoff = _backoff.Fail(clock.GetUtcNow(), random(), (failure as IdentityApiException)?.RetryAfter);
            (_failure, _failedKey) = (failure, shared.Key());
            EndRefresh();
        }
    }

    /// <summary>Allows the next refresh, although this one may still call the cache.</summary>
    private void EndRefresh() => (_refresh, _replaced, _nextEarlyRefresh) = (null, null, clock.GetUtcNow() + s_earlyPause);
}
