namespace IdentitySdk.Core;

/// <summary>
/// Whether a store that denies one call after the other lies. An honest one may deny for long, where others are quicker; nothing but a response of the
/// vendor proves the lie. So one call is sent all the same when none was granted for longer than a window. Its owner locks.
/// </summary>
/// <param name="longest">The longest time for which a budget may be used up.</param>
/// <param name="clock">The client's clock.</param>
internal sealed class StoreDoubt(TimeSpan longest, TimeProvider clock)
{
    /// <summary>How late a call may ask again and still count as having waited: asking takes time, too.</summary>
    private static readonly TimeSpan s_delay = TimeSpan.FromSeconds(5);

    private TimeSpan _denied;
    private TimeSpan _wait;
    private long _deniedAt;
    private bool _isDenied;
    private long _probe;

    /// <summary>Whether the vendor has served a call although the store let none pass; a grant ends that.</summary>
    public bool IsProven { get; private set; }

    /// <summary>Takes note of a grant: whoever grants tells the truth.</summary>
    public void Grant() => (_isDenied, _denied, IsProven) = (false, TimeSpan.Zero, false);

    /// <summary>Takes note of a denial.</summary>
    /// <param name="wait">How long the call is to wait.</param>
    /// <returns>Whether a call is to be sent all the same.</returns>
    public bool Deny(TimeSpan wait)
    {
        var now = clock.GetTimestamp();
        var since = _isDenied ? clock.GetElapsedTime(_deniedAt, now) : TimeSpan.Zero;
        var isAwaited = since <= _wait + s_delay;

        // While nobody asks, nobody is denied anything.
        _denied += isAwaited ? since : TimeSpan.Zero;
        _wait = isAwaited && _wait - since > wait ? _wait - since : wait;
        (_isDenied, _deniedAt) = (true, now);
        if (_denied <= longest)
        {
            return false;
        }

        _denied = TimeSpan.Zero;
        return true;
    }

    /// <summary>Sends the call that finds out.</summary>
    public void Begin(long number) => _probe = number;

    /// <summary>Ends a call.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="isServed">Whether the vendor served it, and would serve more.</param>
    /// <returns>Whether that proves the lie.</returns>
    public bool End(long number, bool isServed)
    {
        if (number != _probe || number == 0)
        {
            return false;
        }

        (_probe, IsProven) = (0, isServed);
        return isServed;
    }
}
