using System.Diagnostics;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Calls into what the host brought along, which may block its threads: few of them, and nobody waits longer than its time.</summary>
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
    public async Task Fifty_calls_at_a_target_that_blocks_end_in_time_and_block_one_thread()
    {
        var calls = Enumerable.Range(0, 50).Select(_ => CallAsync(Block)).ToList();
        await TestClock.WaitUntilAsync(() => _entered == 1, "the first call");
        _clock.Advance(s_timeout);
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<TimeoutException>(() => call);
        }

        // The clock stands still: who comes now is not kept waiting.
        await Assert.ThrowsAsync<TimeoutException>(() => CallAsync(Block));
        Assert.That(_entered, Is.EqualTo(1));
    }

    [Test]
    public async Task Calls_whose_callers_have_left_are_not_made_when_the_target_comes_back()
    {
        var calls = Enumerable.Range(0, 10).Select(_ => CallAsync(Block)).ToList();
        await TestClock.WaitUntilAsync(() => _entered == 1, "the first call");
        _clock.Advance(s_timeout);
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<TimeoutException>(() => call);
        }

        _release.Set();
        await AnswersAgainAsync();
        Assert.That(_entered, Is.EqualTo(1));
    }

    [Test]
    public async Task A_call_that_is_cancelled_before_its_turn_is_not_made()
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
    public async Task A_target_of_which_one_call_never_came_back_is_tried_again_after_a_minute()
    {
        await TimeOutAsync();
        _clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        await Assert.ThrowsAsync<TimeoutException>(() => CallAsync(() => 2));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.That(await CallAsync(() => 2), Is.EqualTo(2));
        Assert.That(await CallAsync(() => 3), Is.EqualTo(3));
    }

    [Test]
    public async Task A_target_that_never_comes_back_costs_eight_threads_at_most()
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
    public async Task A_target_that_works_on_its_caller_s_thread_is_called_by_several_at_a_time()
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
    public async Task A_call_that_hangs_without_a_thread_keeps_nobody_out()
    {
        var hung = BoundedCall.RunAsync(_target, _ => new ValueTask<int>(new TaskCompletionSource<int>().Task), s_timeout, _clock, default);
        Assert.That(await CallAsync(() => 1), Is.EqualTo(1));
        _clock.Advance(s_timeout);
        await Assert.ThrowsAsync<TimeoutException>(() => hung);
        Assert.That(await CallAsync(() => 2), Is.EqualTo(2));
    }

    [Test]
    public async Task A_target_that_blocks_keeps_nobody_from_another_one()
    {
        await TimeOutAsync();
        Assert.That(await CallAsync(() => 1, new object()), Is.EqualTo(1));
    }

    [Test]
    public async Task Each_call_is_made_with_the_values_of_its_own_caller()
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
    public async Task Asynchronous_calls_need_no_thread_of_their_own_once_the_first_has_returned()
    {
        Assert.That(await CallAsync(() => 1), Is.EqualTo(1));
        for (var call = 0; call < 20; call++)
        {
            Assert.That(await CallAsync(() => Thread.CurrentThread.IsThreadPoolThread ? 1 : 0), Is.EqualTo(1));
        }
    }

    /// <summary>A call that blocks until its time is up, and goes on to block.</summary>
    private async Task TimeOutAsync()
    {
        var before = _entered;
        var call = CallAsync(Block);
        await TestClock.WaitUntilAsync(() => _entered == before + 1, "the call");
        _clock.Advance(s_timeout);
        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    private async Task AnswersAgainAsync()
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

        Assert.Fail("It does not answer again.");
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
