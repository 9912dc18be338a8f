using IdentitySdk.Core;
using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Tests;

/// <summary>Time-outs on the client's clock.</summary>
public sealed class ClockTests
{
    [Test]
    public void CancelAfter_cancels_when_the_time_has_passed()
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
    public void Disposed_timer_cancels_nothing()
    {
        var clock = new FakeTimeProvider();
        using var source = new CancellationTokenSource();
        clock.CancelAfter(source, TimeSpan.FromSeconds(2))!.Dispose();

        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.That(source.IsCancellationRequested, Is.False);
    }

    [Test]
    public void Disposed_source_is_ignored_when_the_timer_fires()
    {
        var clock = new FakeTimeProvider();
        var source = new CancellationTokenSource();
        using var timer = clock.CancelAfter(source, TimeSpan.FromSeconds(2));
        source.Dispose();

        Assert.That(() => clock.Advance(TimeSpan.FromSeconds(3)), Throws.Nothing);
    }

    [Test]
    public async Task CancelAfter_uses_the_timer_of_the_source_on_the_system_clock()
    {
        using var source = new CancellationTokenSource();
        var cancelled = new TaskCompletionSource();
        await using var registration = source.Token.Register(cancelled.SetResult);

        Assert.That(TimeProvider.System.CancelAfter(source, TimeSpan.FromMilliseconds(1)), Is.Null);
        await cancelled.Task;
    }
}
