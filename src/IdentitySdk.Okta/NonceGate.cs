using IdentitySdk.Core;

namespace IdentitySdk.Okta;

/// <summary>
/// Lets requests with proofs through: all of them as long as their nonces are accepted. Where others use a nonce up before a request arrives, sending it
/// again beside them would fail again; so after such a refusal requests go one at a time, replays first, and more of them again as they are accepted.
/// </summary>
internal sealed class NonceGate(TimeProvider clock)
{
    /// <summary>As many at one time are as good as any number.</summary>
    private const int MaxWidth = 256;

    /// <summary>How many have to be accepted before more go at one time: twice as many after each refusal.</summary>
    private const int MaxStreak = 64;

    /// <summary>After so long without a response one more goes: no request that hangs stops the others.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly object _lock = new();
    private readonly Queue<TaskCompletionSource<bool>> _replays = new();
    private readonly Queue<TaskCompletionSource<bool>> _others = new();
    private ITimer? _timer;
    private int _width = int.MaxValue;
    private int _neededStreak = 1;
    private int _streak;
    private int _inside;

    /// <summary>Waits for a request's turn.</summary>
    /// <param name="isReplay">Whether it was refused before: those go first.</param>
    /// <param name="context">The operation, which the wait counts against.</param>
    /// <param name="vendor">The vendor's name.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <exception cref="CredentialException">Its turn did not come in the operation's time.</exception>
    public ValueTask EnterAsync(bool isReplay, OperationContext context, string vendor, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_inside < _width)
            {
                _inside++;
                return default;
            }

            var turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            (isReplay ? _replays : _others).Enqueue(turn);
            if (_replays.Count + _others.Count == 1)
            {
                StartTimer();
            }

            return new ValueTask(WaitAsync(turn, context, vendor, cancellationToken));
        }
    }

    /// <summary>Ends a request's turn, unless it is alone and goes again: then nobody may come in between.</summary>
    /// <param name="wasAccepted">Whether its nonce was accepted; null when that is not known, or old news.</param>
    /// <param name="isReplayed">Whether the request goes again.</param>
    /// <returns>Whether its turn has ended.</returns>
    public bool Leave(bool? wasAccepted, bool isReplayed = false)
    {
        lock (_lock)
        {
            Adapt(wasAccepted);
            var hasLeft = !isReplayed || _inside > 1;
            _inside -= hasLeft ? 1 : 0;
            while (_inside < _width && AdmitNext())
            {
                // As many as may go.
            }

            StartTimer();
            return hasLeft;
        }
    }

    private void Adapt(bool? wasAccepted)
    {
        if (wasAccepted == false)
        {
            (_width, _streak, _neededStreak) = (1, 0, Math.Min(_neededStreak * 2, MaxStreak));
        }
        else if (wasAccepted == true && _width < MaxWidth && ++_streak >= _neededStreak)
        {
            (_width, _streak) = (_width * 2, 0);
            if (_width >= MaxWidth)
            {
                (_width, _neededStreak) = (int.MaxValue, 1);
            }
        }
    }

    private async Task WaitAsync(TaskCompletionSource<bool> turn, OperationContext context, string vendor, CancellationToken cancellationToken)
    {
        try
        {
            await TokenWait.AwaitAsync(turn.Task, context, vendor, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            if (!turn.TrySetCanceled(CancellationToken.None))
            {
                // Its turn has come all the same.
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
                _inside++;
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
            _timer.Change(s_patience, Timeout.InfiniteTimeSpan);
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
