using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>The first call of an unknown bucket goes alone, and a header that locks one is not believed for ever.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FirstCallTests : IDisposable
{
    private readonly TestApi _api = new();
    private readonly List<TaskCompletionSource<HttpResponseMessage>> _arrived = [];

    public FirstCallTests()
    {
        _api.Clock.IsAutomatic = false;
        _api.Options.AttemptTimeout = Timeout.InfiniteTimeSpan;
        _api.Options.Retry = new RetryOptions { MaxRetries = 0, MaxTotalTime = TimeSpan.FromDays(3650) };
        _api.Transport.Fallback = (_, cancellationToken) =>
        {
            var response = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
            cancellationToken.Register(() => response.TrySetCanceled(cancellationToken));
            lock (_arrived)
            {
                _arrived.Add(response);
            }

            return response.Task;
        };
    }

    public void Dispose() => _api.Dispose();

    private int Arrived
    {
        get
        {
            lock (_arrived)
            {
                return _arrived.Count;
            }
        }
    }

    [Test]
    public async Task Two_hundred_callers_of_a_fresh_client_send_one_call_and_then_as_many_as_its_headers_allow()
    {
        _ = Start(200);
        await ArrivedAsync(1);
        Answer(0, 200, ("X-Limit", "25/24/60"));
        await ArrivedAsync(25);
        Assert.That(Arrived, Is.EqualTo(25));
    }

    [TestCase(200, null)]
    [TestCase(503, null)]
    [TestCase(200, "0/0/60", Description = "a concurrency limit is none")]
    public async Task No_headers_and_a_failure_open_the_bucket_for_good(int status, string? limit)
    {
        _ = Start(20);
        await ArrivedAsync(1);
        Answer(0, status, limit is null ? ("X-Other", "1") : ("X-Limit", limit));
        await ArrivedAsync(20);
        _ = Start(5);
        await ArrivedAsync(25);
    }

    [Test]
    public async Task A_lost_connection_opens_it_too()
    {
        _ = Start(20);
        await ArrivedAsync(1);
        _arrived[0].SetException(new IOException());
        await ArrivedAsync(20);
    }

    [Test]
    public async Task After_two_seconds_the_others_go_by_one_timer()
    {
        _ = Start(20);
        await ArrivedAsync(1);
        await TestClock.WaitUntilAsync(() => _api.Log.Events.Count(each => each.Id.Name == "WaitingForRateLimit") == 19, "19 waits");
        _api.Clock.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
        Assert.That(Arrived, Is.EqualTo(1));
        _api.Clock.Advance(TimeSpan.FromTicks(1));
        await ArrivedAsync(20);
        _ = Start(5);
        await ArrivedAsync(25);
    }

    [Test]
    public async Task A_caller_that_may_not_wait_so_long_goes_when_its_time_is_up()
    {
        _api.Options.RateLimits.MaxWait = TimeSpan.FromSeconds(1);
        _ = Start(2);
        await ArrivedAsync(1);
        await _api.Clock.WaitForDelaysAsync(2);
        _api.Clock.Advance(TimeSpan.FromSeconds(1));
        await ArrivedAsync(2);
    }

    [Test]
    public async Task A_first_call_that_is_cancelled_before_it_is_sent_hands_over_to_the_next()
    {
        using var cancellation = new CancellationTokenSource();
        var tokens = new TaskCompletionSource<AccessToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new TaskCompletionSource();
        _api.Options.Credential = new WaitingCredential(() =>
        {
            asked.TrySetResult();
            return tokens.Task;
        });
        var first = _api.GetAsync(cancellationToken: cancellation.Token);
        await asked.Task;
        _ = Start(3);
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => first);
        tokens.SetResult(new AccessToken("t"));
        await ArrivedAsync(1);
        Answer(0, 200, ("X-Limit", "10/9/60"));
        await ArrivedAsync(3);
    }

    [Test]
    public async Task Nobody_waits_where_rate_limits_are_switched_off()
    {
        _api.Options.RateLimits.IsEnabled = false;
        _ = Start(20);
        await ArrivedAsync(20);
    }

    [TestCase(429, "Retry-After", "1000000000")]
    [TestCase(429, "Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT")]
    [TestCase(200, "X-Limit", "10/0/315360000")]
    [TestCase(200, "X-Limit", "10/-5/2147483647")]
    public async Task No_header_locks_a_bucket_for_longer_than_the_vendor_s_window_and_then_one_call_goes_as_a_probe(int status, string header, string value)
    {
        _api.Vendor.Window = TimeSpan.FromMinutes(1);
        var first = Start(1);
        await ArrivedAsync(1);
        Answer(0, status, (header, value));
        await first.ContinueWith(static _ => { }, TaskScheduler.Default);
        _api.Clock.Advance(TimeSpan.FromSeconds(64));
        Assert.That(Start(1).IsCompleted, Is.False, "the window is not over yet");

        _api.Clock.Advance(TimeSpan.FromSeconds(1));
        _ = Start(20);
        await ArrivedAsync(2);
        Assert.That(Arrived, Is.EqualTo(2));
        Answer(1, 200, ("X-Limit", "100/99/60"));
        await ArrivedAsync(22);
    }

    [Test]
    public async Task A_probe_that_is_refused_again_locks_for_one_window_more()
    {
        _api.Vendor.Window = TimeSpan.FromMinutes(1);
        _api.Options.RateLimits.MaxWait = TimeSpan.Zero;
        for (var round = 0; round < 5; round++)
        {
            var probe = Start(1);
            await ArrivedAsync(round + 1);
            Answer(round, 429, ("Retry-After", "1000000000"));
            await Assert.ThrowsAsync<RateLimitedException>(() => probe);
            await Assert.ThrowsAsync<RateLimitedException>(() => Start(1));
            _api.Clock.Advance(TimeSpan.FromSeconds(65));
        }
    }

    [Test]
    public async Task A_far_reset_with_calls_left_makes_nobody_wait()
    {
        _api.Vendor.Window = TimeSpan.FromMinutes(1);
        var first = Start(1);
        await ArrivedAsync(1);
        Answer(0, 200, ("X-Limit", "100/99/315360000"));
        await first;
        _ = Start(20);
        await ArrivedAsync(21);
    }

    [Test]
    public async Task Six_hundred_responses_that_report_as_much_left_as_before_stop_nobody()
    {
        _api.Transport.Fallback = (_, _) => Task.FromResult(ScriptedTransport.Response(200, "{}", ("X-Limit", "600/599/60")));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var call = 0; call < 100; call++)
            {
                await _api.GetAsync();
            }
        })));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(800));
    }

    [Test]
    public async Task A_call_that_has_left_is_not_woken_in_place_of_another()
    {
        using var cancellation = new CancellationTokenSource();
        var first = Start(1);
        await ArrivedAsync(1);
        Answer(0, 200, ("X-Limit", "10/1/60"));
        await first;
        _ = Start(1);
        await ArrivedAsync(2);
        var leaving = _api.GetAsync(cancellationToken: cancellation.Token);
        _ = Start(1);
        await _api.Clock.WaitForDelaysAsync(2);
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => leaving);
        Answer(1, 200, ("X-Limit", "10/1/60"));
        await ArrivedAsync(3);
    }

    [Test]
    public void Calls_that_have_left_are_not_kept()
    {
        var waiters = new RateLimitWaiters();
        for (var call = 0; call < 1000; call++)
        {
            waiters.Enqueue().TrySetResult(false);
        }

        Assert.That(waiters.Count, Is.EqualTo(1));
    }

    private Task Start(int calls) => Task.WhenAll(Enumerable.Range(0, calls).Select(_ => _api.GetAsync()));

    private async Task ArrivedAsync(int calls)
    {
        await TestClock.WaitUntilAsync(() => Arrived >= calls, $"{calls} calls");
        for (var turn = 0; turn < 50; turn++)
        {
            await Task.Yield();
        }

        Assert.That(Arrived, Is.EqualTo(calls));
    }

    private void Answer(int call, int status, (string Name, string Value) header)
    {
        lock (_arrived)
        {
            _arrived[call].SetResult(ScriptedTransport.Response(status, "{}", header));
        }
    }

    private sealed class WaitingCredential(Func<Task<AccessToken>> getToken) : Credential(TokenAuthenticator.For(_ => getToken()));
}
