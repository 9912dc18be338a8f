namespace IdentitySdk.Core;

/// <summary>
/// Checks the denials of a store. A store may deny a client's calls for long, because other clients are quicker; only a response of the vendor proves that
/// it is wrong. So one call is sent as a probe if the store has granted nothing for longer than a window. Its owner locks.
/// </summary>
/// <param name="maxWindow">The longest time for which a budget may be used up.</param>
/// <param name="clock">The client's clock.</param>
internal sealed class StoreDenials(TimeSpan maxWindow, TimeProvider clock)
{
    /// <summary>How much later than its wait a call may request a permit again and still count as having waited: requests take time, too.</summary>
    private static readonly TimeSpan s_maxDelay = TimeSpan.FromSeconds(5);

    private TimeSpan _denied;
    private TimeSpan _wait;
    private long? _deniedAt;
    private long _probe;

    /// <summary>Whether the vendor has served a probe, and the store has granted nothing since.</summary>
    public bool AreRefuted { get; private set; }

    public void RecordGrant() => (_deniedAt, _denied, AreRefuted) = (null, TimeSpan.Zero, false);

    /// <summary>Records a denial.</summary>
    /// <param name="wait">The wait that the store requested.</param>
    /// <returns>Whether to send a probe.</returns>
    public bool RecordDenial(TimeSpan wait)
    {
        var now = clock.GetTimestamp();
        var elapsed = _deniedAt is { } deniedAt ? clock.GetElapsedTime(deniedAt, now) : TimeSpan.Zero;

        // Time in which no call was waiting does not count.
        var wasWaiting = elapsed <= _wait + s_maxDelay;
        _denied += wasWaiting ? elapsed : TimeSpan.Zero;
        _wait = wasWaiting ? Clock.Max(_wait - elapsed, wait) : wait;
        _deniedAt = now;
        if (_denied <= maxWindow)
        {
            return false;
        }

        _denied = TimeSpan.Zero;
        return true;
    }

    public void BeginProbe(long number) => _probe = number;

    /// <summary>Ends a call, which may be the probe.</summary>
    /// <param name="number">The call's number.</param>
    /// <param name="isServed">Whether the vendor served the call and would serve more.</param>
    /// <returns>Whether it was the probe, and refuted the denials.</returns>
    public bool EndProbe(long number, bool isServed)
    {
        if (number != _probe)
        {
            return false;
        }

        (_probe, AreRefuted) = (0, isServed);
        return isServed;
    }
}
