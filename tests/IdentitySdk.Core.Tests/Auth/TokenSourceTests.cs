using System.Runtime.CompilerServices;
using IdentitySdk.Core;
using Microsoft.Extensions.Logging.Abstractions;

namespace IdentitySdk.Tests.Auth;

/// <summary>Concurrent callers share one token request, and neither block nor cancel each other.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TokenSourceTests
{
    private readonly FakeTokenEndpoint _vendor = new();

    [Test]
    public async Task Callers_without_a_token_wait_for_the_same_request()
    {
        var callers = Enumerable.Range(0, 200).Select(_ => _vendor.GetAsync()).ToList();
        Assert.That(callers.Any(caller => caller.IsCompleted), Is.False);
        var token = _vendor.Token("one", TimeSpan.FromHours(1));
        await _vendor.RespondAsync(token);

        Assert.That(await Task.WhenAll(callers), Is.All.SameAs(token));
        Assert.That(_vendor.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Failed_refresh_is_logged()
    {
        using var log = new ListLogger();
        var shared = new SharedTokenCache(new MemoryTokenCache(), static () => "key", "Test", log, _vendor.Clock, TimeSpan.FromSeconds(1));
        var source = new TokenSource(static _ => throw new FakeTokenEndpoint.TestException(), _vendor.Clock, shared, TimeSpan.FromMinutes(1), static () => 0);

        await Assert.ThrowsAsync<FakeTokenEndpoint.TestException>(() => source.GetAsync(null, default).AsTask());
        await source.PendingRefresh;
        var logged = log.Events.Single();
        Assert.That((logged.Id.Name, logged.Values["Failure"]), Is.EqualTo(("TokenNotRefreshed", "TestException")));
    }

    [Test]
    public async Task Failure_is_thrown_to_all_waiting_callers_but_not_to_later_ones()
    {
        var callers = Enumerable.Range(0, 5).Select(_ => _vendor.GetAsync()).ToList();
        await _vendor.FailAsync();

        foreach (var caller in callers)
        {
            Assert.That(async () => await caller, Throws.TypeOf<FakeTokenEndpoint.TestException>());
        }

        _vendor.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await _vendor.GetWithResponseAsync(_vendor.Token("one"))).Value, Is.EqualTo("one"));
        Assert.That(_vendor.Calls, Is.EqualTo(2));
    }

    [TestCase(0)]
    [TestCase(3)]
    public async Task Cancelled_caller_does_not_cancel_the_others(int cancelled)
    {
        using var cancel = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 5).Select(index => _vendor.GetAsync(index == cancelled ? cancel.Token : default)).ToList();
        await cancel.CancelAsync();

        Assert.That(async () => await callers[cancelled], Throws.InstanceOf<OperationCanceledException>());
        await _vendor.RespondAsync(_vendor.Token("one"));
        callers.RemoveAt(cancelled);
        Assert.That((await Task.WhenAll(callers)).Select(token => token.Value), Is.All.EqualTo("one"));
        Assert.That(_vendor.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Refresh_without_waiting_callers_serves_the_next_one()
    {
        using var cancel = new CancellationTokenSource();
        var caller = _vendor.GetAsync(cancel.Token);
        await cancel.CancelAsync();
        Assert.That(async () => await caller, Throws.InstanceOf<OperationCanceledException>());
        await _vendor.RespondAsync(_vendor.Token("one"));

        Assert.That((await _vendor.GetAsync()).Value, Is.EqualTo("one"));
    }

    [Test]
    public async Task Failure_has_the_stack_trace_of_the_function()
    {
        using var log = new ListLogger();
        var shared = new SharedTokenCache(new MemoryTokenCache(), static () => null, "Test", log, _vendor.Clock, TimeSpan.FromSeconds(1));
        var source = new TokenSource(static _ => FailInItsOwnCodeAsync(), _vendor.Clock, shared, TimeSpan.FromMinutes(1), static () => 0);

        var exception = await Assert.ThrowsAsync<FakeTokenEndpoint.TestException>(() => source.GetAsync(null, default).AsTask());
        Assert.That(exception!.StackTrace, Does.Contain(nameof(FailInItsOwnCodeAsync)));

        static async Task<AccessToken> FailInItsOwnCodeAsync()
        {
            await Task.Yield();
            throw new FakeTokenEndpoint.TestException();
        }
    }

    [Test]
    public async Task Refresh_does_not_run_on_the_callers_context()
    {
        var before = SynchronizationContext.Current;
        var context = new CountingContext();
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            _ = _vendor.GetAsync();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        await _vendor.RespondAsync(_vendor.Token("one"));
        Assert.That(context.Posts, Is.Zero);
    }

    [Test]
    public async Task Waiting_callers_do_not_block_each_other()
    {
        using var cancel = new CancellationTokenSource();
        using var barrier = new Barrier(2);
        var waiters = Enumerable.Range(0, 2).Select(async _ =>
        {
            await _vendor.Source.GetAsync(null, cancel.Token).ConfigureAwait(false);
            return barrier.SignalAndWait(TimeSpan.FromSeconds(20), CancellationToken.None);
        }).ToList();
        (await _vendor.NextAsync()).SetResult(_vendor.Token("one"));
        Assert.That(await Task.WhenAll(waiters), Is.All.True);
    }

    [Test]
    public async Task Blocking_function_occupies_one_thread_for_all_callers()
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
    public async Task Exception_of_an_abandoned_function_is_observed() =>
        Assert.That(await UnobservedExceptions.CountAsync<FakeTokenEndpoint.TestException>(AbandonAndFailAsync), Is.Zero);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task AbandonAndFailAsync()
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
}
