using IdentitySdk.Core;
using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Tests;

public sealed class ClockTests
{
    [Test]
    public void A_source_is_cancelled_when_the_clock_says_so()
    {
        var clock = new FakeTimeProvider();
        using var source = new CancellationTokenSource();
        using var timer = clock.CancelAfter(source, TimeSpan.FromSeconds(2));

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(source.IsCancellationRequested, Is.False);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(source.IsCancellationRequested, Is.True);
    }

    [Test]
    public void A_timer_that_was_given_up_cancels_nothing()
    {
        var clock = new FakeTimeProvider();
        using var source = new CancellationTokenSource();
        clock.CancelAfter(source, TimeSpan.FromSeconds(2))!.Dispose();

        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.That(source.IsCancellationRequested, Is.False);
    }

    [Test]
    public void A_source_that_is_gone_when_its_time_comes_is_no_error()
    {
        var clock = new FakeTimeProvider();
        var source = new CancellationTokenSource();
        using var timer = clock.CancelAfter(source, TimeSpan.FromSeconds(2));
        source.Dispose();

        Assert.That(() => clock.Advance(TimeSpan.FromSeconds(3)), Throws.Nothing);
    }

    [Test]
    public async Task By_the_system_s_clock_the_source_has_its_own_timer()
    {
        using var source = new CancellationTokenSource();
        var cancelled = new TaskCompletionSource();
        await using var registration = source.Token.Register(cancelled.SetResult);

        Assert.That(TimeProvider.System.CancelAfter(source, TimeSpan.FromMilliseconds(1)), Is.Null);
        await cancelled.Task;
    }
}
