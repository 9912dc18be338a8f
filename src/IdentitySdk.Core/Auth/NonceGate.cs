namespace IdentitySdk.Core;

/// <summary>
/// Limits how many requests with DPoP proofs are sent concurrently. There is no limit while nonces are accepted. After a nonce was refused because other
/// requests had used it up, requests are sent one at a time, replays first; the limit rises as nonces are accepted.
/// </summary>
internal sealed class NonceGate(TimeProvider clock)
{
    /// <summary>The limit from which on there is none.</summary>
    private const int MaxLimit = 256;

    /// <summary>The largest number of accepted nonces in a row that raises the limit; the number doubles with each refusal.</summary>
    private const int MaxStreak = 64;

    /// <summary>The time without a response after which one more request is sent, so that a request that hangs does not block the others.</summary>
    private static readonly TimeSpan s_stallTimeout = TimeSpan.FromSeconds(2);

    private readonly object _lock = new();
    private readonly Queue<TaskCompletionSource<bool>> _replays = new();
    private readonly Queue<TaskCompletionSource<bool>> _others = new();
    private ITimer? _timer;
    private int _limit = int.MaxValue;
    private int _neededStreak = 1;
    private int _streak;
    private int _inFlight;

    /// <summary>Waits until a request may be sent.</summary>
    /// <param name="isReplay">Whether it was refused before: replays are sent first.</param>
    /// <param name="context">The operation, which the wait counts against.</param>
    /// <param name="vendor">The vendor's name.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <exception cref="CredentialException">The request had to wait longer than the operation's time-outs allow.</exception>
    public ValueTask EnterAsync(bool isReplay, OperationContext context, string vendor, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_inFlight < _limit)
            {
                _inFlight++;
                return default;
            }

            var slot = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            (isReplay ? _replays : _others).Enqueue(slot);
            if (_replays.Count + _others.Count == 1)
            {
                StartTimer();
            }

            return new ValueTask(WaitAsync(slot, context, vendor, cancellationToken));
        }
    }

    /// <summary>Releases a request's slot, unless it is the only request and is replayed: then no other request may be sent in between.</summary>
    /// <param name="wasAccepted">Whether its nonce was accepted; null when that is unknown or was known before.</param>
    /// <param name="isReplayed">Whether the request is sent again.</param>
    /// <returns>Whether the slot was released.</returns>
    public bool Leave(bool? wasAccepted, bool isReplayed = false)
    {
        lock (_lock)
        {
            Adapt(wasAccepted);
            var isReleased = !isReplayed || _inFlight > 1;
            _inFlight -= isReleased ? 1 : 0;
            while (_inFlight < _limit && AdmitNext())
            {
            }

            StartTimer();
            return isReleased;
        }
    }

    private void Adapt(bool? wasAccepted)
    {
        if (wasAccepted == false)
        {
            (_limit, _streak, _neededStreak) = (1, 0, Math.Min(_neededStreak * 2, MaxStreak));
        }
        else if (wasAccepted == true && _limit < MaxLimit && ++_streak >= _neededStreak)
        {
            (_limit, _streak) = (_limit * 2, 0);
            if (_limit >= MaxLimit)
            {
                (_limit, _neededStreak) = (int.MaxValue, 1);
            }
        }
    }

    private async Task WaitAsync(TaskCompletionSource<bool> slot, OperationContext context, string vendor, CancellationToken cancellationToken)
    {
        try
        {
            await TokenWait.AwaitAsync(slot.Task, context, vendor, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            if (!slot.TrySetCanceled(CancellationToken.None))
            {
                // The slot was granted while the wait ended.
                Leave(null);
            }

            throw;
        }
    }

    private bool AdmitNext()
    {
        while (_replays.Count + _others.Count > 0)
        {
            if ((_replays.Count > 0 ? _replays : _others).Dequeue().TrySetResult(true))
            {
                _inFlight++;
                return true;
            }
        }

        return false;
    }

    private void StartTimer()
    {
        if (_replays.Count + _others.Count > 0)
        {
            _timer ??= clock.CreateTimer(static gate => ((NonceGate)gate!).AdmitOneMore(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(s_stallTimeout, Timeout.InfiniteTimeSpan);
        }
    }

    private void AdmitOneMore()
    {
        lock (_lock)
        {
            AdmitNext();
            StartTimer();
        }
    }
}
