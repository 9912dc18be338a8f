namespace IdentitySdk.Core;

/// <summary>
/// Lets the first call of a bucket go alone until its headers come, for two seconds at most: what nobody knows the limit of is not stormed.
/// Its owner locks.
/// </summary>
internal sealed class FirstCall(TimeProvider clock)
{
    /// <summary>How long the others wait.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(2);

    private TaskCompletionSource<bool>? _over;
    private Task? _timeout;
    private long _number;
    private long _started;

    /// <summary>Whether calls need not wait for another.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether what is known of the bucket has shown to be worth little.</summary>
    public bool IsDoubtful { get; private set; }

    /// <summary>Whether a call has to wait for another, which is under way.</summary>
    public bool IsUnderWay(out TimeSpan wait, out Task? signal)
    {
        (wait, signal) = (TimeSpan.Zero, null);
        if (IsOpen || _over is null)
        {
            return false;
        }

        wait = MaxWait - clock.GetElapsedTime(_started);
        if (wait <= TimeSpan.Zero)
        {
            Open();
            return false;
        }

        // One timer for all who wait; a call that is alone needs none.
        _timeout ??= clock.DelayAsync(wait, CancellationToken.None);
        signal = Task.WhenAny(_over.Task, _timeout);
        return true;
    }

    /// <summary>Makes a call the first one.</summary>
    public void Begin(long number)
    {
        if (!IsOpen)
        {
            (_number, _started, _timeout) = (number, clock.GetTimestamp(), null);
            _over = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Ends a call: the first one opens the bucket for good, unless it was never sent; then another goes first.</summary>
    public void End(long number, bool wasSent)
    {
        if (IsOpen || number != _number || _over is not { } over)
        {
            return;
        }

        (_over, _timeout) = (null, null);
        if (wasSent)
        {
            (IsOpen, IsDoubtful) = (true, false);
        }

        over.TrySetResult(true);
    }

    /// <summary>Lets all calls go: the limit is known, or not to be had.</summary>
    public void Open()
    {
        (IsOpen, IsDoubtful) = (true, false);
        var over = _over;
        (_over, _timeout) = (null, null);
        over?.TrySetResult(true);
    }

    /// <summary>Makes the next call go alone once more: what was known has shown to be worth little.</summary>
    public void Close() => (IsOpen, IsDoubtful) = (false, true);
}
