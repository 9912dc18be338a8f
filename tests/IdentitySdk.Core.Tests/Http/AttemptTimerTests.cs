using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>The time-out of an attempt. Its source may serve later attempts, which must not notice.</summary>
public sealed class AttemptTimerTests
{
    /// <summary>More attempts than the pool can hold sources.</summary>
    private const int Attempts = 100;

    [Test]
    public void Cancelled_caller_cancels_its_attempt_and_no_later_one()
    {
        using var caller = new CancellationTokenSource();
        using (var timer = AttemptTimer.Start(TimeProvider.System, Timeout.InfiniteTimeSpan, caller.Token))
        {
            caller.Cancel();
            Assert.That(timer.Token.IsCancellationRequested, Is.True);
        }

        AssertLaterAttemptsRun();
    }

    [Test]
    public void Caller_that_cancels_after_its_attempt_cancels_no_later_one()
    {
        using var caller = new CancellationTokenSource();
        AttemptTimer.Start(TimeProvider.System, Timeout.InfiniteTimeSpan, caller.Token).Dispose();
        var later = Enumerable.Range(0, Attempts).Select(_ => AttemptTimer.Start(TimeProvider.System, Timeout.InfiniteTimeSpan, default)).ToList();
        caller.Cancel();

        Assert.That(later.Select(timer => timer.Token.IsCancellationRequested), Has.None.True);
        later.ForEach(timer => timer.Dispose());
    }

    [Test]
    public void Time_that_is_up_cancels_the_attempt_and_no_later_one()
    {
        using (var timer = AttemptTimer.Start(TimeProvider.System, TimeSpan.Zero, default))
        {
            Assert.That(timer.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)), Is.True);
        }

        AssertLaterAttemptsRun();
    }

    private static void AssertLaterAttemptsRun()
    {
        var later = Enumerable.Range(0, Attempts).Select(_ => AttemptTimer.Start(TimeProvider.System, Timeout.InfiniteTimeSpan, default)).ToList();
        Assert.That(later.Select(timer => timer.Token.IsCancellationRequested), Has.None.True);
        later.ForEach(timer => timer.Dispose());
    }
}
