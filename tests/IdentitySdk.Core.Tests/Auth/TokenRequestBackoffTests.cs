using System.Net;

namespace IdentitySdk.Tests.Auth;

/// <summary>Backoff after failed token requests.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixtureSource(typeof(VendorClient), nameof(VendorClient.Kinds))]
public sealed class TokenRequestBackoffTests(string kind) : VendorTokenTests(kind)
{
    [Test]
    public async Task Failure_is_thrown_without_a_request_for_a_second_doubling_to_a_minute()
    {
        Transport.RespondToTokenRequests(HttpStatusCode.InternalServerError);
        var (expected, pause) = (0, 1.0);
        for (var round = 0; round < 9; round++)
        {
            await AssertFailsAsync(() => GetAsync());
            expected++;
            for (var call = 0; call < 50; call++)
            {
                await AssertFailsAsync(() => GetAsync());
            }

            Clock.Advance(TimeSpan.FromSeconds(pause) - TimeSpan.FromTicks(1));
            await AssertFailsAsync(() => GetAsync());
            Assert.That(Transport.TokenRequests, Is.EqualTo(expected), $"after {pause} s");

            // Jitter is at most a fifth.
            Clock.Advance(TimeSpan.FromSeconds(pause * 0.2) + TimeSpan.FromTicks(1));
            pause = Math.Min(pause * 2, 60);
        }
    }

    [TestCase(429)]
    [TestCase(503)]
    public async Task RetryAfter_of_the_token_endpoint_is_respected(int status)
    {
        Transport.Token = _ => Task.FromResult(ScriptedTransport.Response(status, "", ("Retry-After", "200")));
        await AssertFailsAsync(() => GetAsync());
        Clock.Advance(TimeSpan.FromSeconds(IsFunction ? 0 : 199));
        var exception = await AssertFailsAsync(() => GetAsync());
        Assert.That((Transport.TokenRequests, exception.RetryAfter?.TotalSeconds), Is.EqualTo((1, IsFunction ? (double?)null : 200)));
        Clock.Advance(TimeSpan.FromSeconds(42));
        Transport.RespondToTokenRequests(HttpStatusCode.OK, TokenTransport.ValidToken);
        Assert.That(await GetAsync(), Is.Not.Null);
    }

    [Test]
    public async Task Success_or_five_minutes_without_a_failure_reset_the_backoff([Values] bool bySuccess)
    {
        Transport.RespondToTokenRequests(HttpStatusCode.InternalServerError);
        for (var round = 0; round < 4; round++)
        {
            await AssertFailsAsync(() => GetAsync());
            Clock.Advance(TimeSpan.FromSeconds(73));
        }

        if (bySuccess)
        {
            Transport.RespondToTokenRequests(HttpStatusCode.OK, """{"access_token":"t1","expires_in":1}""");
            await GetAsync();
            Transport.RespondToTokenRequests(HttpStatusCode.InternalServerError);
            Transport.Api = (_, _) => Task.FromResult(ScriptedTransport.Response(401));
            Clock.Advance(TimeSpan.FromSeconds(40));
        }
        else
        {
            Clock.Advance(TimeSpan.FromMinutes(5));
        }

        await AssertFailsAsync(() => GetAsync());
        var before = Transport.TokenRequests;
        Clock.Advance(TimeSpan.FromSeconds(1.2));
        await AssertFailsAsync(() => GetAsync());
        Assert.That(Transport.TokenRequests, Is.EqualTo(before + 1), "the failure counts as the first");
    }
}
