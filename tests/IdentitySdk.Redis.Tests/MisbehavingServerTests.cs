using IdentitySdk.Redis;
using StackExchange.Redis;

namespace IdentitySdk.Tests.Redis;

/// <summary>A reachable Redis server that fails: the log names the reason once, and calls use their process's part of the budget.</summary>
public sealed class MisbehavingServerTests : OwnRedisTests
{
    [Test]
    public async Task Wrong_password_is_logged_once_without_the_password()
    {
        var server = await ServerAsync("--requirepass", "right-password");
        var store = await StoreAsync(server, configuration: server.Configuration + ",password=wrong-password");
        await AssertLocalAsync(store);
        Assert.That(Logger.Texts, Has.Count.EqualTo(1).And.All.Not.Contains("wrong-password"));
    }

    [Test]
    public async Task Missing_permission_for_scripts_is_named_in_the_log()
    {
        var server = await ServerAsync();
        await using var admin = await server.ConnectAsync();
        await admin.GetDatabase().ExecuteAsync("ACL", "SETUSER", "limited", "on", ">secret-word", "~*", "&*", "+@all", "-@scripting");
        var store = await StoreAsync(server, configuration: server.Configuration + ",user=limited,password=secret-word");
        await AssertLocalAsync(store);
        Assert.That(Logger.Texts, Has.Count.EqualTo(1));
        Assert.That(Logger.Texts[0], Does.Contain("NOPERM").And.Contain("EVALSHA").And.Not.Contain("secret-word"));
    }

    [Test]
    public async Task Full_memory_is_logged_once_and_recovers()
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server);
        await ReportLimitAsync(store, 50);
        await using var admin = await server.ConnectAsync();
        await admin.GetDatabase().ExecuteAsync("CONFIG", "SET", "maxmemory", "1");
        await AssertLocalAsync(store);
        Assert.That(Logger.Texts[^1], Does.Contain("OOM"));
        await admin.GetDatabase().ExecuteAsync("CONFIG", "SET", "maxmemory", "0");
        await SharedAsync(store);
        Assert.That(Logger.Events, Is.EqualTo(new[] { "RedisFailed", "RedisBack" }));
    }

    [Test]
    public async Task Replica_is_not_used()
    {
        var server = await ServerAsync();
        await using var admin = await server.ConnectAsync();
        var store = await StoreAsync(server);
        await admin.GetDatabase().ExecuteAsync("REPLICAOF", "127.0.0.1", $"{RedisServer.FreePort()}");
        await AssertLocalAsync(store);
        Assert.That(Logger.Events, Is.EqualTo(new[] { "RedisFailed" }));
    }

    [Test]
    public async Task Foreign_value_is_logged_once_and_affects_only_its_bucket()
    {
        var server = await ServerAsync();
        await using var admin = await server.ConnectAsync();
        var store = await StoreAsync(server);
        await admin.GetDatabase().StringSetAsync(RedisKeys.Create("identitysdk:", "budget", "a"), "mine");
        await AssertLocalAsync(store);
        Assert.That(Logger.Events, Is.EqualTo(new[] { "RedisKeyForeign" }));
        Assert.That((await store.TakeAsync("b", Terms, default)).Number, Is.GreaterThanOrEqualTo(SharedBucket.FirstNumber));
        var value = await admin.GetDatabase().StringGetAsync(RedisKeys.Create("identitysdk:", "budget", "a"));
        Assert.That((string?)value, Is.EqualTo("mine"), "foreign values are not overwritten");
    }

    [Test]
    public async Task Cluster_serves_store_and_cache()
    {
        var server = await ServerAsync("--cluster-enabled", "yes");
        await using (var admin = await server.ConnectAsync())
        {
            await admin.GetServers()[0].ExecuteAsync("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
            var node = admin.GetServers()[0];
            await Eventually.HoldsAsync(async () => $"{await node.ExecuteAsync("CLUSTER", "INFO")}".Contains("cluster_state:ok", StringComparison.Ordinal));
        }

        var store = await StoreAsync(server);
        for (var bucket = 0; bucket < 20; bucket++)
        {
            await SharedAsync(store, $"{bucket}");
        }

        var connection = await server.ConnectAsync();
        Disposables.Add(connection);
        var options = Options();
        options.TokenProtector = TokenProtector.PlainText();
        var cache = new RedisTokenCache(connection, options);
        Assert.That(await cache.SetAsync("a", new AccessToken("t"), (await cache.TryLeaseAsync("a", Window, default))!.Value, default), Is.True);
        Assert.That((await new RedisTokenCache(connection, options).GetAsync("a", default))!.Value, Is.EqualTo("t"));
        Assert.That(Logger.Events, Is.Empty);
    }

    [TestCase("nan")]
    [TestCase("inf")]
    [TestCase("-1")]
    [TestCase("1e300")]
    [TestCase("99999999999999999")]
    [TestCase("text")]
    [TestCase("")]
    public async Task Invalid_values_in_a_hash_block_no_call(string value)
    {
        var server = await ServerAsync();
        await using var admin = await server.ConnectAsync();
        string[] names = [
            "at", "limit", "remaining", "resets", "window", "guess", "paused", "taken", "known", "unreported", "latest",
            "newer", "older", "newerFrom", "olderFrom", "ends", "lease", "began", "epoch", "used", "active", "before"];
        await admin.GetDatabase().HashSetAsync(RedisKeys.Create("identitysdk:", "budget", "a"), [.. names.Select(name => new HashEntry(name, value))]);
        var store = await StoreAsync(server);
        var grant = await store.TakeAsync("a", Terms, default).AsTask().WaitAsync(Bound);
        await store.ReportAsync("a", grant.Number, Reported(5), default);

        // The client handles implausible waits; the store only has to return.
        Assert.That((await store.TakeAsync("a", Terms, default).AsTask().WaitAsync(Bound)).Wait, Is.LessThanOrEqualTo(TimeSpan.FromDays(30)));
    }
}
