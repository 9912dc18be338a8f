using System.Net;

namespace IdentitySdk.Tests.Auth;

/// <summary>Time-outs of waits for a token, of its refresh, and of the cache.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixtureSource(typeof(VendorClient), nameof(VendorClient.Kinds))]
public sealed class TokenWaitTests(string kind) : VendorTokenTests(kind)
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task Wait_for_a_token_ends_with_the_calls_own_timeout_and_the_refresh_continues(bool byAttempt)
    {
        var token = HangToken();
        var options = byAttempt
            ? new RequestOptions { AttemptTimeout = TimeSpan.FromSeconds(0.3) }
            : new RequestOptions { Retry = new RetryOptions { MaxTotalTime = TimeSpan.FromSeconds(0.3) } };
        var shortWait = WriteAsync(options);
        var longWait = GetAsync();
        await WaitForTokenRequestsAsync(1);
        await AdvanceUntilAsync(shortWait, TimeSpan.FromSeconds(0.3));
        Assert.That((await AssertFailsAsync(() => shortWait)).InnerException, Is.TypeOf<TimeoutException>());
        Assert.That(longWait.IsCompleted, Is.False);

        token.SetResult(ScriptedTransport.Response(200, TokenTransport.ValidToken));
        Assert.That(await longWait, Is.Not.Null);
        Assert.That(Transport.TokenRequests, Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Refresh_ends_with_the_clients_timeout(bool byAttempt)
    {
        Client = Create(options =>
        {
            options.AttemptTimeout = byAttempt ? TimeSpan.FromSeconds(1) : Timeout.InfiniteTimeSpan;
            options.Retry.MaxTotalTime = TimeSpan.FromSeconds(byAttempt ? 60 : 1);
        });
        HangToken();
        var call = GetAsync(new RequestOptions { AttemptTimeout = TimeSpan.FromHours(1), Retry = new RetryOptions { MaxTotalTime = TimeSpan.FromHours(1) } });
        await WaitForTokenRequestsAsync(1);
        await AdvanceUntilAsync(call, TimeSpan.FromSeconds(1));
        await AssertFailsAsync(() => call);
    }

    [TestCase(true, Description = "its thread stays blocked")]
    [TestCase(false)]
    public async Task Hanging_token_request_is_abandoned_and_the_next_call_makes_another(bool isBlocking)
    {
        Client = Create(options => (options.AttemptTimeout, options.Retry.MaxTotalTime) = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20)));
        using var unblock = new ManualResetEventSlim();
        Transport.Token = _ =>
        {
            if (isBlocking)
            {
                unblock.Wait(CancellationToken.None);
            }

            return new TaskCompletionSource<HttpResponseMessage>().Task;
        };
        try
        {
            var call = GetAsync();
            await WaitForTokenRequestsAsync(1);
            Clock.Advance(TimeSpan.FromSeconds(30));
            await AssertFailsAsync(() => call);

            // The refresh has timed out too, so the next one can start soon.
            Transport.RespondToTokenRequests(HttpStatusCode.OK, TokenTransport.ValidToken);
            for (var retry = 0; retry < 100 && call.IsFaulted; retry++)
            {
                Clock.Advance(TimeSpan.FromMilliseconds(100));
                call = GetAsync();
                await TestClock.WaitUntilAsync(() => call.IsCompleted, "the call");
            }

            Assert.That(await call, Is.Not.Null);
        }
        finally
        {
            unblock.Set();
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Cache_without_a_free_lease_leaves_time_to_request_a_token(bool byAttempt)
    {
        Client = Create(options =>
        {
            options.AttemptTimeout = byAttempt ? TimeSpan.FromSeconds(3) : Timeout.InfiniteTimeSpan;
            options.Retry.MaxTotalTime = TimeSpan.FromSeconds(byAttempt ? 60 : 3);
            options.TokenCache = new FakeTokenCache { Lease = static _ => null };
        });
        var call = GetAsync();
        for (var time = 0; time < 30 && Transport.TokenRequests == 0; time++)
        {
            // The cache responds before the clock advances.
            await TestClock.WaitUntilAsync(() => Clock.ActiveDelays == 1 || Transport.TokenRequests == 1, "a wait or a request");
            Clock.Advance(TimeSpan.FromMilliseconds(Transport.TokenRequests == 0 ? 100 : 0));
        }

        Assert.That(await call, Is.Not.Null);
    }

    [Test]
    public async Task Wait_for_a_token_counts_against_the_attempt()
    {
        var token = HangToken();
        Transport.Api = (_, cancellationToken) => ScriptedTransport.Never(cancellationToken);
        var call = GetAsync(new RequestOptions { AttemptTimeout = TimeSpan.FromSeconds(10) });
        await WaitForTokenRequestsAsync(1);
        await TestClock.WaitUntilAsync(() => !call.IsCompleted, "the wait");
        Clock.Advance(TimeSpan.FromSeconds(6));
        token.SetResult(ScriptedTransport.Response(200, TokenTransport.ValidToken));
        await TestClock.WaitUntilAsync(() => Transport.ApiRequests == 1, "the call");
        Assert.That(call.IsCompleted, Is.False);
        await AdvanceUntilAsync(call, TimeSpan.FromSeconds(4));
    }

    /// <summary>Asserts that a call ends when so much time has passed, and not before.</summary>
    private async Task AdvanceUntilAsync(Task call, TimeSpan time)
    {
        Clock.Advance(time - TimeSpan.FromTicks(1));
        Assert.That(call.IsCompleted, Is.False);
        Clock.Advance(TimeSpan.FromTicks(1));
        await TestClock.WaitUntilAsync(() => call.IsCompleted, "the end of the call");
    }
}
