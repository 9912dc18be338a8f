using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Tests;

/// <summary>A clock for tests: delays are recorded and pass at once, or when the test advances the clock; time-outs fire only then.</summary>
internal sealed class TestClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))
{
    private readonly List<TimeSpan> _delays = [];

    /// <summary>Whether delays pass at once; true by default.</summary>
    public bool IsAutomatic { get; set; } = true;

    public IReadOnlyList<TimeSpan> Delays
    {
        get
        {
            lock (_delays)
            {
                return [.. _delays];
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (state is not CancellationTokenSource && dueTime > TimeSpan.Zero)
        {
            lock (_delays)
            {
                _delays.Add(dueTime);
            }

            if (IsAutomatic)
            {
                _ = Task.Run(() => Advance(dueTime));
            }
        }

        return timer;
    }

    /// <summary>Completes when the given number of delays has started.</summary>
    public Task WaitForDelaysAsync(int count = 1) => WaitUntilAsync(() => Delays.Count >= count, $"{count} delays");

    /// <summary>Yields to other threads until a condition holds.</summary>
    public static async Task WaitUntilAsync(Func<bool> condition, string what)
    {
        for (var watch = Stopwatch.StartNew(); !condition(); await Task.Yield())
        {
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)), $"Timed out waiting for {what}.");
        }
    }
}
