using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Tests;

/// <summary>A clock for tests. Delays are recorded, and pass immediately or when the test advances the clock; time-outs elapse only then.</summary>
internal sealed class TestClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))
{
    private readonly List<TimeSpan> _delays = [];
    private int _activeDelays;

    /// <summary>Whether delays pass immediately; true by default.</summary>
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

    /// <summary>The number of delays that have begun and not ended.</summary>
    public int ActiveDelays => Volatile.Read(ref _activeDelays);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (state is not CancellationTokenSource && dueTime > TimeSpan.Zero)
        {
            lock (_delays)
            {
                _delays.Add(dueTime);
            }

            timer = new DelayTimer(this, timer);

            if (IsAutomatic)
            {
                _ = Task.Run(() => Advance(dueTime));
            }
        }

        return timer;
    }

    /// <summary>Completes when the given number of delays has started.</summary>
    public Task WaitForDelaysAsync(int count = 1) => WaitUntilAsync(() => Delays.Count >= count, $"{count} delays");

    /// <summary>
    /// Advances the clock in small steps until all calls have ended. It advances only while all unfinished calls wait on this clock, so that a call between
    /// two waits is late by one step at most, however busy the machine is.
    /// </summary>
    /// <param name="calls">The calls; a call that waits has exactly one delay.</param>
    /// <param name="step">The time of one step.</param>
    /// <param name="otherDelays">The number of delays other than those of the calls; null for none.</param>
    public async Task RunAsync(IEnumerable<Task> calls, TimeSpan step, Func<int>? otherDelays = null)
    {
        var unfinished = 0;
        var all = Task.WhenAll(calls.Select(CountAsync).ToList());
        for (var watch = Stopwatch.StartNew(); !all.IsCompleted; Advance(step))
        {
            // Calls whose delay has ended must run before the clock advances.
            var before = 0;
            for (var quiet = 0; quiet < 30 && !all.IsCompleted; quiet++)
            {
                await Task.Yield();
                var now = ActiveDelays;
                var isEachWaiting = now >= Volatile.Read(ref unfinished) + (otherDelays?.Invoke() ?? 0);
                (quiet, before) = (isEachWaiting && now == before && ThreadPool.PendingWorkItemCount == 0 ? quiet : 0, now);
                ThrowAfter(watch, TimeSpan.FromMinutes(2), "the calls: one neither ends nor waits");
            }
        }

        await all;

        async Task CountAsync(Task call)
        {
            Interlocked.Increment(ref unfinished);
            try
            {
                await call.ConfigureAwait(false);
            }
            finally
            {
                Interlocked.Decrement(ref unfinished);
            }
        }
    }

    /// <summary>Yields to other threads until a condition holds.</summary>
    public static async Task WaitUntilAsync(Func<bool> condition, string what)
    {
        for (var watch = Stopwatch.StartNew(); !condition(); await Task.Yield())
        {
            ThrowAfter(watch, TimeSpan.FromSeconds(20), what);
        }
    }

    private static void ThrowAfter(Stopwatch watch, TimeSpan time, string what)
    {
        if (watch.Elapsed >= time)
        {
            throw new TimeoutException($"Timed out waiting for {what}.");
        }
    }

    /// <summary>Counts a delay from its creation until its task disposes it when it ends.</summary>
    private sealed class DelayTimer : ITimer
    {
        private readonly ITimer _timer;
        private TestClock? _clock;

        public DelayTimer(TestClock clock, ITimer timer)
        {
            (_clock, _timer) = (clock, timer);
            Interlocked.Increment(ref clock._activeDelays);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => _timer.Change(dueTime, period);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _clock, null) is { } clock)
            {
                Interlocked.Decrement(ref clock._activeDelays);
            }

            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
