using IdentitySdk.Okta;
using IdentitySdk.Redis;
using IdentitySdk.Testing;
using StackExchange.Redis;

namespace IdentitySdk.Tests.Redis;

/// <summary>Whatever becomes of Redis: a call waits for it for a bounded time, goes on with its process's part, and shares again when it is back.</summary>
public sealed class OutageTests : OwnRedisTests
{
    [Test]
    public async Task While_Redis_is_dead_a_process_has_its_part_of_the_limit_and_no_more()
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server, expectedProcesses: 4);
        await LearnAsync(store, Limit);
        server.Kill();

        Assert.That(await GrantedAsync(store), Is.EqualTo(Limit / 4));
        var denied = await store.TakeAsync("a", Terms, default);
        Assert.That(denied.Wait, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(Window));
        Clock.Advance(Window);
        Assert.That(await GrantedAsync(store), Is.EqualTo(Limit / 4));
        Assert.That(Logger.Events, Is.EqualTo(new[] { "RedisFailed" }));
    }

    [Test]
    public async Task Without_a_given_number_the_limit_is_divided_among_those_that_were_there()
    {
        var server = await ServerAsync();
        var stores = new List<RedisRateLimitStore>();
        for (var process = 0; process < 5; process++)
        {
            stores.Add(await StoreAsync(server));
        }

        await LearnAsync(stores[0], Limit);
        foreach (var store in Enumerable.Reverse(stores))
        {
            await SharedAsync(store);
        }

        server.Kill();
        Clock.Advance(Window);
        Assert.That(await GrantedAsync(stores[0]), Is.EqualTo(Limit / 5));
    }

    [TestCase(1.0, 0, 25)]
    [TestCase(0.5, 0, 12)]
    [TestCase(1.0, 40, 15)]
    public async Task Share_and_floor_hold_without_Redis_too(double share, int floor, int expected)
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server, expectedProcesses: 4);
        await LearnAsync(store, Limit);
        server.Kill();
        Clock.Advance(Window);
        Assert.That(await GrantedAsync(store, Terms with { Share = share, Floor = floor }), Is.EqualTo(expected));
    }

    [Test]
    public async Task What_the_vendor_reports_meanwhile_lowers_the_part()
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server, expectedProcesses: 4);
        await LearnAsync(store, Limit);
        server.Kill();
        var grant = await store.TakeAsync("a", Terms, default);
        await store.ReportAsync("a", grant.Number, Reported(20), default);
        Assert.That(await GrantedAsync(store), Is.EqualTo(20 / 4));
    }

    [Test]
    public async Task A_process_uses_its_part_and_no_more_whatever_the_others_leave()
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server, expectedProcesses: 4);
        await LearnAsync(store, Limit);
        server.Kill();
        var granted = 0;
        while (granted <= Limit && await store.TakeAsync("a", Terms, default) is { IsGranted: true } grant)
        {
            granted++;
            await store.ReportAsync("a", grant.Number, Reported(Limit - granted), default);
        }

        Assert.That(granted, Is.EqualTo(Limit / 4));
    }

    [Test]
    public async Task When_Redis_is_back_the_budget_is_shared_and_right_again()
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server);
        await LearnAsync(store, 50);
        server.Kill();
        for (var call = 0; call < 10; call++)
        {
            var grant = await store.TakeAsync("a", Terms, default);
            await store.ReportAsync("a", grant.Number, Reported(49 - call), default);
        }

        await server.RestartAsync();
        var before = await SharedAsync(store);

        // The server has forgotten everything; the vendor's last word was 40.
        Assert.That(await GrantedAsync(store) + before, Is.EqualTo(40));
        Clock.Advance(Window);
        await AgeAsync(server, Window);
        Assert.That(await GrantedAsync(store), Is.EqualTo(Limit));
        Assert.That(Logger.Events, Is.EqualTo(new[] { "RedisFailed", "RedisBack" }));
    }

    [Test]
    public async Task A_paused_Redis_costs_a_bounded_time_once_and_gets_its_calls_back()
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server, timeout: TimeSpan.FromMilliseconds(500));
        await LearnAsync(store, Limit);
        await SharedAsync(store);
        await using var admin = await server.ConnectAsync();
        await admin.GetDatabase().ExecuteAsync("CLIENT", "PAUSE", "2000", "ALL");

        var started = TimeProvider.System.GetTimestamp();
        var grants = await Task.WhenAll(Enumerable.Range(0, 50).Select(each => store.TakeAsync($"{each % 2}", Terms, default).AsTask()));
        for (var call = 0; call < 100; call++)
        {
            await store.TakeAsync("a", Terms, default);
        }

        Assert.That(grants.Count(grant => grant.IsGranted), Is.EqualTo(grants.Length));
        Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(Bound));

        // What Redis granted too late is given back.
        await SharedAsync(store, "0");
        await SharedAsync(store, "1");
        foreach (var bucket in (string[])["0", "1"])
        {
            var key = RedisKeys.Create("identitysdk:", "budget", bucket);
            await Eventually.HoldsAsync(async () =>
            {
                await store.FlushAsync();
                var underWay = await admin.GetDatabase().HashGetAsync(key, ["newer", "older"]);
                return (long)underWay[0] + (long)underWay[1] <= 1;
            });
        }
    }

    [Test]
    public async Task A_Redis_that_was_never_there_keeps_nobody_waiting()
    {
        var nowhere = $"127.0.0.1:{RedisServer.FreePort()},abortConnect=false,connectTimeout=200,connectRetry=0";
        await using var connection = await ConnectionMultiplexer.ConnectAsync(nowhere);
        var store = new RedisRateLimitStore(connection, Options());
        await AssertLocalAsync(store);
        await store.DisposeAsync();
        Assert.That(Logger.Events, Is.EqualTo(new[] { "RedisFailed" }));
        Assert.That(Logger.Texts[0], Does.Contain("no connection"));
    }

    [Test]
    public async Task A_store_that_is_told_to_refuses_every_call_until_Redis_is_back()
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server, policy: RedisOutagePolicy.Refuse);
        await LearnAsync(store, 50);
        server.Kill();
        for (var call = 0; call < 5; call++)
        {
            var refused = await store.TakeAsync("a", Terms, default);
            Assert.That((refused.IsGranted, refused.IsRefused, refused.Wait > TimeSpan.Zero), Is.EqualTo((false, true, true)));
            Clock.Advance(Window);
        }

        await server.RestartAsync();
        await SharedAsync(store);
    }

    [Test]
    public async Task A_store_that_is_disposed_of_returns_its_calls()
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server);
        await LearnAsync(store, 50);
        for (var call = 0; call < 10; call++)
        {
            await store.TakeAsync("a", Terms, default);
        }

        await store.DisposeAsync();
        await store.DisposeAsync();
        await using var admin = await server.ConnectAsync();
        var values = await admin.GetDatabase().HashGetAsync(RedisKeys.Create("identitysdk:", "budget", "a"), ["newer", "older", "unreported"]);
        Assert.That(values.Select(value => (long)value), Is.EqualTo(new long[] { 0, 0, 10 }), "they may have been sent, so they stay off what is left");
        Assert.That((await store.TakeAsync("a", Terms, default)).IsGranted, Is.True, "a call that comes late goes by what the process knows");
    }

    [Test]
    public async Task A_store_without_Redis_is_disposed_of_in_time()
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server);
        await LearnAsync(store, 50);
        for (var bucket = 0; bucket < 50; bucket++)
        {
            await store.TakeAsync($"{bucket}", Terms, default);
        }

        server.Kill();
        var started = TimeProvider.System.GetTimestamp();
        await store.DisposeAsync();
        Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(Bound));
    }

    [Test]
    public async Task Every_call_of_a_client_has_its_own_result_whatever_becomes_of_Redis()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 20 });
        var (ids, server) = (emulator.SeededUserIds.ToList(), await ServerAsync());
        using var okta = new OktaClient(new OktaClientOptions
        {
            BaseAddress = emulator.BaseAddress,
            Credential = OktaCredential.ApiToken(emulator.ApiToken),
            RateLimits = new RateLimitOptions { Store = await StoreAsync(server, timeout: TimeSpan.FromMilliseconds(200)) },
        });
        using var over = new CancellationTokenSource();
        var calls = 0;
        var callers = Enumerable.Range(0, 8).Select(_ => Task.Run(CallAsync)).ToList();
        Func<Task>[] harms =
        [
            () => Task.Run(server.Kill),
            server.RestartAsync,
            () => OrderAsync("CLIENT", "PAUSE", "1500", "ALL"),
            () => OrderAsync("CONFIG", "SET", "maxmemory", "1"),
            () => OrderAsync("CONFIG", "SET", "maxmemory", "0"),
            () => OrderAsync("FLUSHALL"),
            () => OrderAsync("SCRIPT", "FLUSH"),
            () => OrderAsync("CLIENT", "KILL", "TYPE", "normal"),
            server.RestartAsync,
        ];
        foreach (var harm in harms)
        {
            var before = Volatile.Read(ref calls);
            await harm();
            await Eventually.HoldsAsync(() => Task.FromResult(Volatile.Read(ref calls) > before + 50 || callers.Any(caller => caller.IsCompleted)));
        }

        await over.CancelAsync();
        await Task.WhenAll(callers);

        async Task CallAsync()
        {
            while (!over.IsCancellationRequested)
            {
                var id = ids[Interlocked.Increment(ref calls) % ids.Count];
                Assert.That((await okta.Users.GetAsync(id)).Id, Is.EqualTo(id));
            }
        }

        async Task OrderAsync(string command, params object[] arguments)
        {
            await using var admin = await server.ConnectAsync();
            await admin.GetDatabase().ExecuteAsync(command, arguments);
        }
    }
}
