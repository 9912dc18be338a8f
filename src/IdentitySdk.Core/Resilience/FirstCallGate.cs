namespace IdentitySdk.Core;

/// <summary>
/// Sends the first call to a bucket of unknown limit alone: other calls wait until its response has arrived, two seconds at most. Its owner locks.
/// </summary>
internal sealed class FirstCallGate(TimeProvider clock)
{
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(2);

    private long? _firstCall;
    private long _startedAt;

    /// <summary>Whether calls no longer wait for a first call.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether the gate has been closed again, because what a response reported cannot be true.</summary>
    public bool IsClosedAgain { get; private set; }

    /// <summary>How long a call has to wait for the first call; zero if it does not have to.</summary>
    public TimeSpan GetWait()
    {
        if (_firstCall is null)
        {
            return TimeSpan.Zero;
        }

        var wait = MaxWait - clock.GetElapsedTime(_startedAt);
        if (wait > TimeSpan.Zero)
        {
            return wait;
        }

        Open();
        return TimeSpan.Zero;
    }

    /// <summary>Makes a call the first one, unless the gate is open or another call is the first one.</summary>
    public void Begin(long number)
    {
        if (!IsOpen && _firstCall is null)
        {
            (_firstCall, _startedAt) = (number, clock.GetTimestamp());
        }
    }

    /// <summary>Ends a call. The first call opens the gate if it was sent; otherwise the next call becomes the first one.</summary>
    /// <returns>Whether it was the first call, so that other calls need not wait for it any longer.</returns>
    public bool End(long number, bool wasSent)
    {
        if (number != _firstCall)
        {
            return false;
        }

        _firstCall = null;
        if (wasSent)
        {
            Open();
        }

        return true;
    }

    /// <summary>Opens the gate: the limit is known, or responses do not report it.</summary>
    /// <returns>Whether a first call was under way, so that other calls need not wait for it any longer.</returns>
    public bool Open()
    {
        var wasUnderWay = _firstCall is not null;
        (IsOpen, IsClosedAgain, _firstCall) = (true, false, null);
        return wasUnderWay;
    }

    /// <summary>Closes the gate again, so that the next call is sent alone.</summary>
    public void Close() => (IsOpen, IsClosedAgain) = (false, true);
}
