namespace IdentitySdk.Tests.Auth;

/// <summary>Calls whose token the vendor rejected.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixtureSource(typeof(VendorClient), nameof(VendorClient.Kinds))]
public sealed class RejectedTokenTests(string kind) : VendorTokenTests(kind)
{
    [Test]
    public async Task Fifty_refused_calls_force_one_refresh_in_ten_seconds()
    {
        Transport.Api = (_, _) => Task.FromResult(ScriptedTransport.Response(401));
        for (var call = 0; call < 50; call++)
        {
            await Assert.ThrowsAsync<UnauthorizedException>(() => GetAsync());
        }

        Assert.That(Transport.TokenRequests, Is.EqualTo(2), "the first token, and a forced refresh");
        Clock.Advance(TimeSpan.FromSeconds(10));
        for (var call = 0; call < 50; call++)
        {
            await Assert.ThrowsAsync<UnauthorizedException>(() => GetAsync());
        }

        Assert.That(Transport.TokenRequests, Is.EqualTo(3));
    }

    [TestCase(true, Description = "always the same two tokens")]
    [TestCase(false, Description = "another token each time")]
    public async Task Invalid_tokens_of_a_cache_fail_no_call(bool isStale)
    {
        var found = 0;
        Client = Create(options => options.TokenCache = new FakeTokenCache { Get = () => new AccessToken($"invalid{(isStale ? found++ % 2 : found++)}") });
        Transport.Api = (request, _) =>
            Task.FromResult(ScriptedTransport.Response(request.Headers.Authorization!.Parameter == "t1" ? 200 : 401, TokenTransport.User(request)));
        for (var call = 0; call < 3; call++)
        {
            Assert.That(await GetAsync(), Is.Not.Null);
        }

        Assert.That(Transport.TokenRequests, Is.EqualTo(1));
    }

    [TestCase("a,b")]
    [TestCase("\"a")]
    [TestCase("a\"b")]
    [TestCase(",a,")]
    [TestCase("a(b\\c=")]
    public async Task Rejected_token_with_special_characters_is_replaced(string token)
    {
        var tokens = new Queue<string>([token, "good"]);
        Transport.Token = _ => Task.FromResult(ScriptedTransport.Response(
            200, new Newtonsoft.Json.Linq.JObject { ["access_token"] = tokens.Dequeue(), ["expires_in"] = 3600 }.ToString()));
        Transport.Api = (request, _) =>
            Task.FromResult(ScriptedTransport.Response(
                request.Headers.GetValues("Authorization").Single() == "Bearer good" ? 200 : 401, TokenTransport.User(request)));
        Assert.That(await GetAsync(), Is.Not.Null);
        Assert.That(tokens, Is.Empty);
    }
}
