namespace IdentitySdk.Tests;

/// <summary>What a call requests from the store, and what it leaves after a wait.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RateLimitHandlerTests : IDisposable
{
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [TestCase(0, null)]
    [TestCase(7, 7)]
    public async Task Refusal_of_the_store_has_the_RetryAfter_of_the_store_if_any(int seconds, int? expected)
    {
        _api.Options.RateLimits.Store = new ScriptedRateLimitStore(RateLimitGrant.Refused(TimeSpan.FromSeconds(seconds)));
        var refused = (await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync()))!;
        Assert.That(refused.RetryAfter?.TotalSeconds, Is.EqualTo(expected));
        Assert.That(refused.Message, Does.Contain("the rate-limit store refuses calls for now"));
        Assert.That(_api.Transport.Sent, Is.Empty);
    }

    [Test]
    public async Task Refusal_of_the_store_may_have_any_RetryAfter()
    {
        _api.Options.RateLimits.Store = new ScriptedRateLimitStore(RateLimitGrant.Refused(TimeSpan.MaxValue));
        var refused = (await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync()))!;
        Assert.That(refused.RetryAfter, Is.EqualTo(TimeSpan.MaxValue));
    }

    [TestCase(30.0, 30)]
    [TestCase(300.0, 300)]
    [TestCase(600.0, 300, Description = "a process that terminates blocks a budget for five minutes at most")]
    [TestCase(null, 300, Description = "without a time-out")]
    public async Task Lease_is_the_attempt_timeout_and_five_minutes_at_most(double? timeout, int expected)
    {
        var store = new ScriptedRateLimitStore(RateLimitGrant.Granted(1, true));
        _api.Options.RateLimits.Store = store;
        _api.Options.AttemptTimeout = timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan;
        _api.Transport.Respond(200, "{}");
        await _api.GetAsync();
        Assert.That(store.Terms.Single().Lease, Is.EqualTo(TimeSpan.FromSeconds(expected)));
    }

    [Test]
    public async Task Call_that_fails_at_MaxWait_is_not_woken_in_place_of_another()
    {
        var underWay = Script();
        _api.Options.RateLimits.MaxWait = TimeSpan.FromSeconds(59);
        await _api.GetAsync();
        var second = await SecondAsync();
        await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync());

        _api.Clock.Advance(TimeSpan.FromSeconds(2));
        var waiting = _api.GetAsync();
        await TestClock.WaitUntilAsync(() => _api.Clock.ActiveDelays == 1, "the wait");
        underWay.SetResult(ScriptedTransport.Response(200, "{}", ("X-Limit", "10/1/58")));

        // One call is left, so one call is woken: the clock does not move.
        await TestClock.WaitUntilAsync(() => waiting.IsCompleted, "the waiting call");
        await Task.WhenAll(second, waiting);
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Wait_that_ends_early_leaves_no_timer_active()
    {
        var underWay = Script();
        await _api.GetAsync();
        var second = await SecondAsync();
        var waiting = _api.GetAsync();
        await TestClock.WaitUntilAsync(() => _api.Clock.ActiveDelays == 1, "the wait");
        underWay.SetResult(ScriptedTransport.Response(200, "{}", ("X-Limit", "10/1/60")));
        await TestClock.WaitUntilAsync(() => waiting.IsCompleted, "the waiting call");
        await Task.WhenAll(second, waiting);
        Assert.That(_api.Clock.ActiveDelays, Is.Zero);
    }

    /// <summary>Scripts a first call that leaves one call, a second one that the test completes, and a third.</summary>
    /// <returns>The response to the second call.</returns>
    private TaskCompletionSource<HttpResponseMessage> Script()
    {
        var underWay = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _api.Clock.IsAutomatic = false;
        _api.Options.AttemptTimeout = Timeout.InfiniteTimeSpan;
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/1/60")).Then(_ => underWay.Task).Respond(200, "{}");
        return underWay;
    }

    /// <summary>Sends the second call, which is under way afterwards.</summary>
    private async Task<Task> SecondAsync()
    {
        var second = _api.GetAsync();
        await TestClock.WaitUntilAsync(() => _api.Transport.Sent.Count == 2, "the second call");
        return second;
    }
}
