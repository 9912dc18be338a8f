using System.Runtime.CompilerServices;
using IdentitySdk.Core;
using Microsoft.Extensions.Logging.Abstractions;

namespace IdentitySdk.Tests.Auth;

/// <summary>When a token is asked for, who waits for it, and what a refusal changes.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TokenSourceTests
{
    private readonly FakeTokenEndpoint _vendor = new();

    [Test]
    public async Task Callers_without_a_token_wait_for_one_request()
    {
        var callers = Enumerable.Range(0, 200).Select(_ => _vendor.Ask()).ToList();
        Assert.That(callers.Any(caller => caller.IsCompleted), Is.False);
        var token = _vendor.Token("one", TimeSpan.FromHours(1));
        await _vendor.AnswerAsync(token);

        Assert.That(await Task.WhenAll(callers), Is.All.SameAs(token));
        Assert.That(_vendor.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Near_its_end_a_token_is_used_while_the_next_is_fetched()
    {
        await _vendor.AskAndAnswerAsync(_vendor.Token("one", TimeSpan.FromHours(1)));
        _vendor.Clock.Advance(TimeSpan.FromMinutes(55));

        var callers = Enumerable.Range(0, 10).Select(_ => _vendor.Source.GetAsync(null, default)).ToList();

        Assert.That(callers.All(caller => caller.IsCompletedSuccessfully), Is.True);
        Assert.That((await callers[9]).Value, Is.EqualTo("one"));
        await _vendor.AnswerAsync(_vendor.Token("two", TimeSpan.FromHours(1)));
        Assert.That((await _vendor.Ask()).Value, Is.EqualTo("two"));
        Assert.That(_vendor.Calls, Is.EqualTo(2));
    }

    [Test]
    public async Task An_early_renewal_that_fails_is_tried_again_after_a_pause_and_fails_nobody()
    {
        await _vendor.AskAndAnswerAsync(_vendor.Token("one", TimeSpan.FromHours(1)));
        _vendor.Clock.Advance(TimeSpan.FromMinutes(55));
        await _vendor.Ask();
        await _vendor.FailAsync();

        Assert.That((await _vendor.Ask()).Value, Is.EqualTo("one"));
        Assert.That(_vendor.Source.PendingRefresh.IsCompleted, Is.True);

        _vendor.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.That((await _vendor.Ask()).Value, Is.EqualTo("one"));
        await _vendor.AnswerAsync(_vendor.Token("two", TimeSpan.FromHours(1)));
        Assert.That((await _vendor.Ask()).Value, Is.EqualTo("two"));
    }

    [Test]
    public async Task After_an_early_renewal_that_failed_there_is_no_other_for_half_a_minute()
    {
        await _vendor.AskAndAnswerAsync(_vendor.Token("one", TimeSpan.FromHours(1)));
        _vendor.Clock.Advance(TimeSpan.FromMinutes(55));
        await _vendor.Ask();
        await _vendor.FailAsync();

        // The failure itself keeps others from asking for a second only.
        _vendor.Clock.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromTicks(1));
        await _vendor.Ask();
        Assert.That(_vendor.Source.PendingRefresh.IsCompleted, Is.True);
        _vendor.Clock.Advance(TimeSpan.FromTicks(1));
        await _vendor.Ask();
        Assert.That(_vendor.Source.PendingRefresh.IsCompleted, Is.False);
        await _vendor.AnswerAsync(_vendor.Token("two"));
    }

    [Test]
    public async Task Well_before_its_end_a_token_is_not_renewed_however_old_it_is()
    {
        await _vendor.AskAndAnswerAsync(_vendor.Token("one", TimeSpan.FromHours(1)));
        for (var minute = 1; minute < 55; minute++)
        {
            _vendor.Clock.Advance(TimeSpan.FromMinutes(1));
            await _vendor.Ask();
            Assert.That(_vendor.Source.PendingRefresh.IsCompleted, Is.True, $"after {minute} minutes");
        }
    }

    [Test]
    public async Task An_ended_token_is_never_given_out()
    {
        await _vendor.AskAndAnswerAsync(_vendor.Token("one", TimeSpan.FromHours(1)));
        _vendor.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(10));

        Assert.That((await _vendor.AskAndAnswerAsync(_vendor.Token("two"))).Value, Is.EqualTo("two"));
    }

    [Test]
    public async Task The_token_in_hand_can_be_seen_until_it_is_refused()
    {
        Assert.That(_vendor.Source.Current, Is.Null);
        await _vendor.AskAndAnswerAsync(_vendor.Token("one", TimeSpan.FromHours(1)));
        _vendor.Clock.Advance(TimeSpan.FromHours(2));
        Assert.That(_vendor.Source.Current!.Value, Is.EqualTo("one"), "ended or not");
        _vendor.Source.Reject("one");
        Assert.That(_vendor.Source.Current, Is.Null);
    }

    [Test]
    public async Task A_renewal_that_failed_is_logged()
    {
        using var log = new ListLogger();
        var shared = new SharedTokenCache(new MemoryTokenCache(), static () => "key", "Test", log, _vendor.Clock, TimeSpan.FromSeconds(1));
        var source = new TokenSource(static _ => throw new FakeTokenEndpoint.TestException(), _vendor.Clock, shared, TimeSpan.FromMinutes(1), static () => 0);

        await Assert.ThrowsAsync<FakeTokenEndpoint.TestException>(() => source.GetAsync(null, default).AsTask());
        await source.PendingRefresh;
        Assert.That(log.Events.Select(each => (each.Id.Name, each.Values["Failure"])), Is.EqualTo(new (string?, object?)[] { ("TokenNotRefreshed", "TestException") }));
    }

    [Test]
    public async Task A_token_without_an_end_is_kept()
    {
        await _vendor.AskAndAnswerAsync(_vendor.Token("one"));
        _vendor.Clock.Advance(TimeSpan.FromDays(1000));

        Assert.That((await _vendor.Ask()).Value, Is.EqualTo("one"));
        Assert.That(_vendor.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task A_failure_reaches_all_who_waited_and_nobody_after()
    {
        var callers = Enumerable.Range(0, 5).Select(_ => _vendor.Ask()).ToList();
        await _vendor.FailAsync();

        foreach (var caller in callers)
        {
            Assert.That(async () => await caller, Throws.TypeOf<FakeTokenEndpoint.TestException>());
        }

        _vendor.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await _vendor.AskAndAnswerAsync(_vendor.Token("one"))).Value, Is.EqualTo("one"));
        Assert.That(_vendor.Calls, Is.EqualTo(2));
    }

    [TestCase(0)]
    [TestCase(3)]
    public async Task A_waiter_that_leaves_takes_nobody_with_it(int leaving)
    {
        using var cancel = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 5).Select(index => _vendor.Ask(index == leaving ? cancel.Token : default)).ToList();
        await cancel.CancelAsync();

        Assert.That(async () => await callers[leaving], Throws.InstanceOf<OperationCanceledException>());
        await _vendor.AnswerAsync(_vendor.Token("one"));
        callers.RemoveAt(leaving);
        Assert.That((await Task.WhenAll(callers)).Select(token => token.Value), Is.All.EqualTo("one"));
        Assert.That(_vendor.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task A_renewal_that_all_have_left_serves_the_next()
    {
        using var cancel = new CancellationTokenSource();
        var caller = _vendor.Ask(cancel.Token);
        await cancel.CancelAsync();
        Assert.That(async () => await caller, Throws.InstanceOf<OperationCanceledException>());
        await _vendor.AnswerAsync(_vendor.Token("one"));

        Assert.That((await _vendor.Ask()).Value, Is.EqualTo("one"));
    }

    [Test]
    public async Task Nobody_gets_a_refused_token_while_another_is_on_its_way()
    {
        await _vendor.AskAndAnswerAsync(_vendor.Token("one"));
        _vendor.Source.Reject("one");
        await _vendor.AskAndAnswerAsync(_vendor.Token("two"));
        Assert.That(_vendor.Source.Reject("two"), Is.EqualTo(Replay.None), "it was forced a moment ago");

        _vendor.Clock.Advance(TimeSpan.FromSeconds(11));
        var first = _vendor.Ask();
        var second = _vendor.Ask();
        Assert.That(second.IsCompleted, Is.False);
        Assert.That(_vendor.Source.Reject("two"), Is.EqualTo(Replay.WithNewToken), "a call that was refused meanwhile is worth sending again");

        await _vendor.AnswerAsync(_vendor.Token("three"));
        Assert.That(((await first).Value, (await second).Value), Is.EqualTo(("three", "three")));
        Assert.That((await _vendor.Ask()).Value, Is.EqualTo("three"));
        Assert.That(_vendor.Calls, Is.EqualTo(3));
    }

    [Test]
    public async Task A_refused_token_is_replaced_once_however_many_were_refused()
    {
        await _vendor.AskAndAnswerAsync(_vendor.Token("one"));
        _vendor.Source.Reject("one");
        _vendor.Source.Reject("one");
        Assert.That((await _vendor.AskAndAnswerAsync(_vendor.Token("two"))).Value, Is.EqualTo("two"));
        _vendor.Source.Reject("one");

        Assert.That((await _vendor.Ask()).Value, Is.EqualTo("two"));
        Assert.That(_vendor.Calls, Is.EqualTo(2));
    }

    [Test]
    public async Task A_token_refused_while_the_vendor_was_handing_it_out_again_is_asked_for_once_more()
    {
        await _vendor.AskAndAnswerAsync(_vendor.Token("one", TimeSpan.FromHours(1)));
        _vendor.Clock.Advance(TimeSpan.FromMinutes(55));
        await _vendor.Ask();
        var early = await _vendor.NextAsync();
        _vendor.Source.Reject("one");
        var waiting = _vendor.Ask();
        early.SetResult(_vendor.Token("one", TimeSpan.FromMinutes(5)));
        await _vendor.AnswerAsync(_vendor.Token("two"));

        Assert.That((await waiting).Value, Is.EqualTo("two"));
    }

    [Test]
    public async Task A_token_that_comes_after_a_refusal_of_the_one_before_is_good()
    {
        await _vendor.AskAndAnswerAsync(_vendor.Token("one", TimeSpan.FromHours(1)));
        _vendor.Clock.Advance(TimeSpan.FromMinutes(55));
        await _vendor.Ask();
        var (early, refresh) = (await _vendor.NextAsync(), _vendor.Source.PendingRefresh);
        _vendor.Source.Reject("one");
        early.SetResult(_vendor.Token("two", TimeSpan.FromHours(1)));
        await refresh;

        await AssertIsGivenAtOnceAsync("two", calls: 2);
    }

    [Test]
    public async Task A_refusal_forces_one_refresh_even_when_the_vendor_gives_out_the_same_token_again()
    {
        await _vendor.AskAndAnswerAsync(_vendor.Token("one"));
        _vendor.Source.Reject("one");
        await _vendor.AskAndAnswerAsync(_vendor.Token("one"));

        // By then another one might be forced, but nobody has refused this token since.
        _vendor.Clock.Advance(TimeSpan.FromSeconds(10));
        await AssertIsGivenAtOnceAsync("one", calls: 2);
    }

    [Test]
    public async Task A_failure_keeps_the_trace_of_the_function_that_failed()
    {
        using var log = new ListLogger();
        var shared = new SharedTokenCache(new MemoryTokenCache(), static () => null, "Test", log, _vendor.Clock, TimeSpan.FromSeconds(1));
        var source = new TokenSource(static _ => FailInItsOwnCodeAsync(), _vendor.Clock, shared, TimeSpan.FromMinutes(1), static () => 0);

        var fault = await Assert.ThrowsAsync<FakeTokenEndpoint.TestException>(() => source.GetAsync(null, default).AsTask());
        Assert.That(fault!.StackTrace, Does.Contain(nameof(FailInItsOwnCodeAsync)));

        static async Task<AccessToken> FailInItsOwnCodeAsync()
        {
            await Task.Yield();
            throw new FakeTokenEndpoint.TestException();
        }
    }

    [Test]
    public async Task A_vendor_that_repeats_its_token_is_not_asked_before_the_end()
    {
        await _vendor.AskAndAnswerAsync(_vendor.Token("one", TimeSpan.FromHours(1)));
        _vendor.Clock.Advance(TimeSpan.FromMinutes(55));
        await _vendor.Ask();
        await _vendor.AnswerAsync(_vendor.Token("one", TimeSpan.FromMinutes(5)));

        _vendor.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        await _vendor.Ask();
        Assert.That(_vendor.Calls, Is.EqualTo(2));

        _vendor.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.That((await _vendor.AskAndAnswerAsync(_vendor.Token("two"))).Value, Is.EqualTo("two"));
    }

    [Test]
    public async Task A_token_that_seems_to_have_ended_when_it_comes_is_held_for_a_while()
    {
        await _vendor.AskAndAnswerAsync(_vendor.Token("one", TimeSpan.FromMinutes(-10)));

        _vendor.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.That((await _vendor.Ask()).Value, Is.EqualTo("one"));
        _vendor.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await _vendor.AskAndAnswerAsync(_vendor.Token("two"))).Value, Is.EqualTo("two"));
    }

    [Test]
    public async Task A_renewal_does_not_run_on_the_callers_context()
    {
        var before = SynchronizationContext.Current;
        var context = new CountingContext();
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            _ = _vendor.Ask();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        await _vendor.AnswerAsync(_vendor.Token("one"));
        Assert.That(context.Posts, Is.Zero);
    }

    [Test]
    public async Task Who_waits_for_a_token_depends_on_no_other_who_does()
    {
        using var cancel = new CancellationTokenSource();
        using var areBothHere = new Barrier(2);
        var waiters = Enumerable.Range(0, 2).Select(async _ =>
        {
            await _vendor.Source.GetAsync(null, cancel.Token).ConfigureAwait(false);
            return areBothHere.SignalAndWait(TimeSpan.FromSeconds(20), CancellationToken.None);
        }).ToList();
        (await _vendor.NextAsync()).SetResult(_vendor.Token("one"));
        Assert.That(await Task.WhenAll(waiters), Is.All.True);
    }

    [Test]
    public async Task A_function_that_blocks_costs_one_thread_and_not_one_for_each_caller()
    {
        using var unblock = new ManualResetEventSlim();
        var calls = 0;
        var source = Source(_ =>
        {
            Interlocked.Increment(ref calls);
            unblock.Wait(CancellationToken.None);
            return Task.FromResult(new AccessToken("late"));
        });
        try
        {
            var callers = Enumerable.Range(0, 20).Select(_ => source.GetAsync(null, default).AsTask()).ToList();
            await TestClock.WaitUntilAsync(() => Volatile.Read(ref calls) == 1, "the function");
            _vendor.Clock.Advance(TimeSpan.FromMinutes(1));
            foreach (var caller in callers.Append(source.GetAsync(null, default).AsTask()))
            {
                await Assert.ThrowsAsync<CredentialException>(() => caller.WaitAsync(TimeSpan.FromSeconds(20)));
            }

            Assert.That(calls, Is.EqualTo(1));
        }
        finally
        {
            unblock.Set();
        }
    }

    [Test]
    [NonParallelizable]
    public async Task A_function_that_fails_after_it_was_left_is_no_unobserved_exception()
    {
        var unobserved = 0;
        EventHandler<UnobservedTaskExceptionEventArgs> count =
            (_, args) => unobserved += args.Exception.InnerException is FakeTokenEndpoint.TestException ? 1 : 0;
        TaskScheduler.UnobservedTaskException += count;
        try
        {
            await LeaveAndFailAsync();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            Assert.That(unobserved, Is.Zero);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= count;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task LeaveAndFailAsync()
    {
        var function = new TaskCompletionSource<AccessToken>();
        var isCalled = new TaskCompletionSource();
        var source = Source(_ =>
        {
            isCalled.SetResult();
            return function.Task;
        });
        var caller = source.GetAsync(null, default).AsTask();
        await isCalled.Task;
        _vendor.Clock.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<CredentialException>(() => caller);
        function.SetException(new FakeTokenEndpoint.TestException());
    }

    private TokenSource Source(Func<CancellationToken, Task<AccessToken>> fetch) => new(
        fetch,
        _vendor.Clock,
        new SharedTokenCache(new MemoryTokenCache(), static () => null, "Test", NullLogger.Instance, _vendor.Clock, TimeSpan.FromSeconds(1)),
        TimeSpan.FromMinutes(1),
        static () => 0);

    private async Task AssertIsGivenAtOnceAsync(string value, int calls)
    {
        var asked = _vendor.Source.GetAsync(null, default);
        Assert.That((asked.IsCompletedSuccessfully, _vendor.Source.PendingRefresh.IsCompleted), Is.EqualTo((true, true)));
        Assert.That(((await asked).Value, _vendor.Calls), Is.EqualTo((value, calls)));
    }

    private sealed class CountingContext : SynchronizationContext
    {
        public int Posts { get; private set; }

        public override void Post(SendOrPostCallback d, object? state) => Posts++;
    }
}
