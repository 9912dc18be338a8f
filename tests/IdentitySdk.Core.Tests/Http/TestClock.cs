using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Tests;

/// <summary>A clock for tests: delays are noted and pass at once, or when the test says so; time-outs come only when the test moves the clock.</summary>
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

    /// <summary>Ends when someone waits for the so-manieth delay.</summary>
    public Task DelayedAsync(int count = 1) => Until(() => Delays.Count >= count, $"{count} delays");

    /// <summary>Lets other threads go on until something has come about.</summary>
    public static async Task Until(Func<bool> condition, string what)
    {
        for (var watch = Stopwatch.StartNew(); !condition(); await Task.Yield())
        {
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)), $"Nobody saw {what}.");
        }
    }
}
