using IdentitySdk.OneLogin;
using IdentitySdk.Redis;
using IdentitySdk.Testing;

namespace IdentitySdk.Tests.Redis;

/// <summary>Tokens during outages of Redis: a process uses the tokens that it has read before, and refreshes them alone.</summary>
public sealed class TokenOutageTests : OwnRedisTests
{
    [Test]
    public async Task Known_tokens_are_used_during_an_outage_and_one_call_refreshes()
    {
        var server = await ServerAsync();
        var connection = await server.ConnectAsync();
        Disposables.Add(connection);
        var options = Options();
        options.TokenProtector = TokenProtector.PlainText();
        var cache = new RedisTokenCache(connection, options);
        await cache.SetAsync("a", new AccessToken("one"), (await cache.TryLeaseAsync("a", Window, default))!.Value, default);
        var held = (await cache.TryLeaseAsync("b", Window, default))!.Value;
        server.Kill();

        Assert.That((await cache.GetAsync("a", default))!.Value, Is.EqualTo("one"));
        Assert.That(await cache.SetAsync("b", new AccessToken("b1"), held, default), Is.True);
        var lease = (await cache.TryLeaseAsync("a", Window, default))!.Value;
        Assert.That(await cache.TryLeaseAsync("a", Window, default), Is.Null);
        Assert.That(await cache.SetAsync("a", new AccessToken("two"), lease, default), Is.True);
        Assert.That((await cache.GetAsync("a", default))!.Value, Is.EqualTo("two"));
        Assert.That((await cache.GetAsync("b", default))!.Value, Is.EqualTo("b1"));
        Assert.That(await cache.GetAsync("c", default), Is.Null);

        // The server is empty after the restart: the next token is shared again.
        await server.RestartAsync();
        await Eventually.HoldsAsync(async () =>
        {
            Clock.Advance(options.RetryInterval);
            return await cache.TryLeaseAsync("other", Window, default) is not null && !Logger.Events[^1].Contains("Failed", StringComparison.Ordinal);
        });
        Assert.That(await cache.GetAsync("a", default), Is.Null);
        var next = (await cache.TryLeaseAsync("a", Window, default))!.Value;
        Assert.That(await cache.SetAsync("a", new AccessToken("three"), next, default), Is.True);
        Assert.That((await new RedisTokenCache(connection, options).GetAsync("a", default))!.Value, Is.EqualTo("three"));
    }

    [Test]
    public async Task Client_gets_a_token_during_an_outage()
    {
        await using var emulator = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 5 });
        var server = await ServerAsync();
        var connection = await server.ConnectAsync();
        Disposables.Add(connection);
        var options = Options();
        options.TokenProtector = TokenProtector.PlainText();
        server.Kill();
        using var oneLogin = new OneLoginClient(new OneLoginClientOptions
        {
            BaseAddress = emulator.BaseAddress,
            Credential = OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret),
            TokenCache = new RedisTokenCache(connection, options),
        });
        for (var call = 0; call < 5; call++)
        {
            Assert.That((await oneLogin.Users.ListAsync()).Items, Has.Count.EqualTo(5));
        }

        Assert.That(emulator.TokenRequests, Is.EqualTo(1));
    }
}
