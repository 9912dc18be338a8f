using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>The first call to an unknown bucket is sent alone, and no header locks a bucket for longer than a window.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FirstCallTests : IDisposable
{
    private readonly TestApi _api = new();
    private readonly List<TaskCompletionSource<HttpResponseMessage>> _requests = [];

    public FirstCallTests()
    {
        _api.Clock.IsAutomatic = false;
        _api.Options.AttemptTimeout = Timeout.InfiniteTimeSpan;
        _api.Options.Retry = new RetryOptions { MaxRetries = 0, MaxTotalTime = TimeSpan.FromDays(3650) };
        _api.Transport.Fallback = (_, cancellationToken) =>
        {
            var response = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
            cancellationToken.Register(() => response.TrySetCanceled(cancellationToken));
            lock (_requests)
            {
                _requests.Add(response);
            }

            return response.Task;
        };
    }

    public void Dispose() => _api.Dispose();

    private int Requests
    {
        get
        {
            lock (_requests)
            {
                return _requests.Count;
            }
        }
    }

    [Test]
    public async Task Two_hundred_callers_send_one_call_and_then_as_many_as_are_left()
    {
        _ = Start(200);
        await WaitForRequestsAsync(1);
        Respond(0, 200, ("X-Limit", "25/24/60"));
        await WaitForRequestsAsync(25);
        Assert.That(Requests, Is.EqualTo(25));
    }

    [TestCase(200, null)]
    [TestCase(503, null)]
    [TestCase(200, "0/0/60", Description = "a concurrency limit")]
    public async Task First_response_without_a_limit_opens_the_bucket(int status, string? limit)
    {
        _ = Start(20);
        await WaitForRequestsAsync(1);
        Respond(0, status, limit is null ? ("X-Other", "1") : ("X-Limit", limit));
        await WaitForRequestsAsync(20);
        _ = Start(5);
        await WaitForRequestsAsync(25);
    }

    [Test]
    public async Task Lost_connection_opens_the_bucket()
    {
        _ = Start(20);
        await WaitForRequestsAsync(1);
        _requests[0].SetException(new IOException());
        await WaitForRequestsAsync(20);
    }

    [Test]
    public async Task Other_calls_are_sent_after_two_seconds()
    {
        _ = Start(20);
        await WaitForRequestsAsync(1);
        await TestClock.WaitUntilAsync(() => _api.Log.Events.Count(each => each.Id.Name == "WaitingForRateLimit") == 19, "19 waits");
        _api.Clock.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
        Assert.That(Requests, Is.EqualTo(1));
        _api.Clock.Advance(TimeSpan.FromTicks(1));
        await WaitForRequestsAsync(20);
        _ = Start(5);
        await WaitForRequestsAsync(25);
    }

    [Test]
    public async Task Call_with_a_shorter_MaxWait_is_sent_after_MaxWait()
    {
        _api.Options.RateLimits.MaxWait = TimeSpan.FromSeconds(1);
        _ = Start(2);
        await WaitForRequestsAsync(1);
        await _api.Clock.WaitForDelaysAsync();
        _api.Clock.Advance(TimeSpan.FromSeconds(1));
        await WaitForRequestsAsync(2);
    }

    [Test]
    public async Task Cancelled_first_call_that_was_not_sent_is_replaced_by_the_next()
    {
        using var cancellation = new CancellationTokenSource();
        var tokens = new TaskCompletionSource<AccessToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        var requested = new TaskCompletionSource();
        _api.Options.Credential = new WaitingCredential(() =>
        {
            requested.TrySetResult();
            return tokens.Task;
        });
        var first = _api.GetAsync(cancellationToken: cancellation.Token);
        await requested.Task;
        _ = Start(3);
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => first);
        tokens.SetResult(new AccessToken("t"));
        await WaitForRequestsAsync(1);
        Respond(0, 200, ("X-Limit", "10/9/60"));
        await WaitForRequestsAsync(3);
    }

    [Test]
    public async Task Calls_do_not_wait_when_rate_limits_are_disabled()
    {
        _api.Options.RateLimits.IsEnabled = false;
        _ = Start(20);
        await WaitForRequestsAsync(20);
    }

    [TestCase(429, "Retry-After", "1000000000")]
    [TestCase(429, "Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT")]
    [TestCase(200, "X-Limit", "10/0/315360000")]
    [TestCase(200, "X-Limit", "10/-5/2147483647")]
    public async Task Header_locks_a_bucket_for_one_window_at_most_and_then_one_call_probes(int status, string header, string value)
    {
        _api.Vendor.Window = TimeSpan.FromMinutes(1);
        var first = Start(1);
        await WaitForRequestsAsync(1);
        Respond(0, status, (header, value));
        await first.ContinueWith(static _ => { }, TaskScheduler.Default);
        _api.Clock.Advance(TimeSpan.FromSeconds(64));
        Assert.That(Start(1).IsCompleted, Is.False, "the window has not ended yet");

        _api.Clock.Advance(TimeSpan.FromSeconds(1));
        _ = Start(20);
        await WaitForRequestsAsync(2);
        Assert.That(Requests, Is.EqualTo(2));
        Respond(1, 200, ("X-Limit", "100/99/60"));
        await WaitForRequestsAsync(22);
    }

    [Test]
    public async Task Refused_probe_locks_the_bucket_for_another_window()
    {
        _api.Vendor.Window = TimeSpan.FromMinutes(1);
        _api.Options.RateLimits.MaxWait = TimeSpan.Zero;
        for (var round = 0; round < 5; round++)
        {
            var probe = Start(1);
            await WaitForRequestsAsync(round + 1);
            Respond(round, 429, ("Retry-After", "1000000000"));
            await Assert.ThrowsAsync<RateLimitedException>(() => probe);
            await Assert.ThrowsAsync<RateLimitedException>(() => Start(1));
            _api.Clock.Advance(TimeSpan.FromSeconds(65));
        }
    }

    [Test]
    public async Task Far_reset_with_calls_left_delays_no_call()
    {
        _api.Vendor.Window = TimeSpan.FromMinutes(1);
        var first = Start(1);
        await WaitForRequestsAsync(1);
        Respond(0, 200, ("X-Limit", "100/99/315360000"));
        await first;
        _ = Start(20);
        await WaitForRequestsAsync(21);
    }

    [Test]
    public async Task Responses_that_always_report_the_same_remaining_stop_no_call()
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
    public async Task Cancelled_call_is_not_woken_in_place_of_another()
    {
        using var cancellation = new CancellationTokenSource();
        var first = Start(1);
        await WaitForRequestsAsync(1);
        Respond(0, 200, ("X-Limit", "10/1/60"));
        await first;
        _ = Start(1);
        await WaitForRequestsAsync(2);
        var leaving = _api.GetAsync(cancellationToken: cancellation.Token);
        _ = Start(1);
        await _api.Clock.WaitForDelaysAsync(2);
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => leaving);
        Respond(1, 200, ("X-Limit", "10/1/60"));
        await WaitForRequestsAsync(3);
    }

    private Task Start(int calls) => Task.WhenAll(Enumerable.Range(0, calls).Select(_ => _api.GetAsync()));

    private async Task WaitForRequestsAsync(int calls)
    {
        await TestClock.WaitUntilAsync(() => Requests >= calls, $"{calls} calls");
        for (var turn = 0; turn < 50; turn++)
        {
            await Task.Yield();
        }

        Assert.That(Requests, Is.EqualTo(calls));
    }

    private void Respond(int call, int status, (string Name, string Value) header)
    {
        lock (_requests)
        {
            _requests[call].SetResult(ScriptedTransport.Response(status, "{}", header));
        }
    }

    private sealed class WaitingCredential(Func<Task<AccessToken>> getToken) : Credential(TokenAuthenticator.For(_ => getToken()));
}
