using System.Diagnostics;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Calls to code of the host that may block: they time out, and block few threads.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BoundedCallTests : IDisposable
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMilliseconds(250);
    private readonly TestClock _clock = new() { IsAutomatic = false };
    private readonly ManualResetEventSlim _release = new();
    private readonly object _target = new();
    private int _entered;

    public void Dispose() => _release.Set();

    [Test]
    public async Task Fifty_calls_to_a_blocking_target_time_out_and_block_one_thread()
    {
        var calls = Enumerable.Range(0, 50).Select(_ => CallAsync(Block)).ToList();
        await TestClock.WaitUntilAsync(() => _entered == 1, "the first call");
        _clock.Advance(s_timeout);
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<TimeoutException>(() => call);
        }

        // The clock does not move: further calls fail immediately.
        await Assert.ThrowsAsync<TimeoutException>(() => CallAsync(Block));
        Assert.That(_entered, Is.EqualTo(1));
    }

    [Test]
    public async Task Abandoned_calls_are_not_made_when_the_target_returns()
    {
        var calls = Enumerable.Range(0, 10).Select(_ => CallAsync(Block)).ToList();
        await TestClock.WaitUntilAsync(() => _entered == 1, "the first call");
        _clock.Advance(s_timeout);
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<TimeoutException>(() => call);
        }

        _release.Set();
        await ReturnsAgainAsync();
        Assert.That(_entered, Is.EqualTo(1));
    }

    [Test]
    public async Task Call_cancelled_in_the_queue_is_not_made()
    {
        using var cancellation = new CancellationTokenSource();
        var first = CallAsync(Block);
        await TestClock.WaitUntilAsync(() => _entered == 1, "the first call");
        var second = CallAsync(Block, cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => second);

        _release.Set();
        Assert.That(await first, Is.EqualTo(1));
        Assert.That(await CallAsync(() => 2), Is.EqualTo(2));
        Assert.That(_entered, Is.EqualTo(1));
    }

    [Test]
    public async Task Blocked_target_is_tried_again_after_a_minute()
    {
        await TimeOutAsync();
        _clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        await Assert.ThrowsAsync<TimeoutException>(() => CallAsync(() => 2));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.That(await CallAsync(() => 2), Is.EqualTo(2));
        Assert.That(await CallAsync(() => 3), Is.EqualTo(3));
    }

    [Test]
    public async Task Target_that_never_returns_blocks_eight_threads_at_most()
    {
        for (var minute = 0; minute < 20; minute++)
        {
            if (_entered == 8)
            {
                await Assert.ThrowsAsync<TimeoutException>(() => CallAsync(Block));
            }
            else
            {
                await TimeOutAsync();
            }

            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.That(_entered, Is.EqualTo(8));
    }

    [Test]
    public async Task Slow_synchronous_target_is_called_by_several_threads()
    {
        Assert.That(await CallAsync(Work), Is.EqualTo(1));
        using var together = new CountdownEvent(4);
        var calls = Enumerable.Range(0, 12).Select(_ => CallAsync(Meet)).ToList();
        Assert.That(await Task.WhenAll(calls), Is.All.EqualTo(1));

        int Work()
        {
            _clock.Advance(TimeSpan.FromMilliseconds(5));
            return 1;
        }

        int Meet() => together.IsSet || (together.Signal() | together.Wait(TimeSpan.FromSeconds(20))) ? 1 : 0;
    }

    [Test]
    public async Task Asynchronous_call_that_hangs_blocks_no_other_call()
    {
        var hung = BoundedCall.RunAsync(_target, _ => new ValueTask<int>(new TaskCompletionSource<int>().Task), s_timeout, _clock, default);
        Assert.That(await CallAsync(() => 1), Is.EqualTo(1));
        _clock.Advance(s_timeout);
        await Assert.ThrowsAsync<TimeoutException>(() => hung);
        Assert.That(await CallAsync(() => 2), Is.EqualTo(2));
    }

    [Test]
    public async Task Blocked_target_does_not_block_another_target()
    {
        await TimeOutAsync();
        Assert.That(await CallAsync(() => 1, new object()), Is.EqualTo(1));
    }

    [Test]
    public async Task Each_call_runs_in_the_execution_context_of_its_caller()
    {
        var value = new AsyncLocal<string?>();
        var calls = Enumerable.Range(0, 20).Select(number =>
        {
            value.Value = $"{number}";
            return BoundedCall.RunAsync(_target, _ => new ValueTask<string?>(value.Value), s_timeout, _clock, default);
        });
        Assert.That(await Task.WhenAll(calls), Is.EqualTo(Enumerable.Range(0, 20).Select(number => $"{number}")));
    }

    [Test]
    public async Task Asynchronous_calls_use_the_thread_pool_after_the_first()
    {
        Assert.That(await CallAsync(() => 1), Is.EqualTo(1));
        for (var call = 0; call < 20; call++)
        {
            Assert.That(await CallAsync(() => Thread.CurrentThread.IsThreadPoolThread ? 1 : 0), Is.EqualTo(1));
        }
    }

    /// <summary>Makes a call that times out and continues to block.</summary>
    private async Task TimeOutAsync()
    {
        var before = _entered;
        var call = CallAsync(Block);
        await TestClock.WaitUntilAsync(() => _entered == before + 1, "the call");
        _clock.Advance(s_timeout);
        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    private async Task ReturnsAgainAsync()
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(20);)
        {
            try
            {
                Assert.That(await CallAsync(() => 2), Is.EqualTo(2));
                return;
            }
            catch (TimeoutException)
            {
                await Task.Yield();
            }
        }

        Assert.Fail("The target does not return again.");
    }

    private int Block()
    {
        Interlocked.Increment(ref _entered);
        _release.Wait();
        return 1;
    }

    private Task<int> CallAsync(Func<int> call, object? target = null, CancellationToken cancellationToken = default) =>
        BoundedCall.RunAsync(target ?? _target, _ => new ValueTask<int>(call()), s_timeout, _clock, cancellationToken);
}
