using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>The time-out of an attempt, whose source may be reused by later attempts without affecting them.</summary>
public sealed class AttemptTimerTests
{
    /// <summary>More attempts than the capacity of the pool.</summary>
    private const int Attempts = 100;

    [Test]
    public void Cancellation_by_the_caller_cancels_its_attempt_and_no_later_one()
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
    public void Cancellation_after_the_attempt_cancels_no_later_one()
    {
        using var caller = new CancellationTokenSource();
        AttemptTimer.Start(TimeProvider.System, Timeout.InfiniteTimeSpan, caller.Token).Dispose();
        var later = StartAll();
        caller.Cancel();

        Assert.That(later.Select(timer => timer.Token.IsCancellationRequested), Has.None.True);
        later.ForEach(timer => timer.Dispose());
    }

    [Test]
    public void Elapsed_timeout_cancels_the_attempt_and_no_later_one()
    {
        using (var timer = AttemptTimer.Start(TimeProvider.System, TimeSpan.Zero, default))
        {
            Assert.That(timer.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)), Is.True);
        }

        AssertLaterAttemptsRun();
    }

#if !NETSTANDARD_BUILD // There sources are not reused.
    [Test]
    public void Sources_are_reused_up_to_the_capacity_of_the_pool()
    {
        var earlier = StartAll();
        var tokens = earlier.Select(timer => timer.Token).ToHashSet();
        earlier.ForEach(timer => timer.Dispose());
        var later = StartAll();

        Assert.That(later.Count(timer => tokens.Contains(timer.Token)), Is.EqualTo(64));
        later.ForEach(timer => timer.Dispose());
    }
#endif

    [Test]
    public void Cancelled_source_is_disposed()
    {
        using var caller = new CancellationTokenSource();
        var cancelled = AttemptTimer.Start(TimeProvider.System, Timeout.InfiniteTimeSpan, caller.Token);
        var token = cancelled.Token;
        caller.Cancel();
        cancelled.Dispose();
        Assert.That(() => token.WaitHandle, Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void Timer_of_another_clock_is_disposed_with_its_source()
    {
        var clock = new TestClock { IsAutomatic = false };
        var timer = AttemptTimer.Start(clock, TimeSpan.FromSeconds(1), default);
        var token = timer.Token;
        timer.Dispose();

        Assert.That(() => token.WaitHandle, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => clock.Advance(TimeSpan.FromSeconds(2)), Throws.Nothing, "its callback must not cancel a disposed source");
    }

    private static List<AttemptTimer> StartAll() =>
        Enumerable.Range(0, Attempts).Select(_ => AttemptTimer.Start(TimeProvider.System, Timeout.InfiniteTimeSpan, default)).ToList();

    private static void AssertLaterAttemptsRun()
    {
        var later = StartAll();
        Assert.That(later.Select(timer => timer.Token.IsCancellationRequested), Has.None.True);
        later.ForEach(timer => timer.Dispose());
    }
}
