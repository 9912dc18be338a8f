using IdentitySdk.Okta;
using IdentitySdk.Redis;
using IdentitySdk.Testing;
using StackExchange.Redis;

namespace IdentitySdk.Tests.Redis;

/// <summary>Outages of Redis: calls wait for a bounded time, use their process's part of the budget, and share the budget again afterwards.</summary>
public sealed class OutageTests : OwnRedisTests
{
    [Test]
    public async Task Process_has_only_its_part_of_the_limit_during_an_outage()
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server, expectedProcesses: 4);
        await ReportLimitAsync(store, Limit);
        server.Kill();

        Assert.That(await GrantedAsync(store), Is.EqualTo(Limit / 4));
        var denied = await store.TakeAsync("a", Terms, default);
        Assert.That(denied.Wait, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(Window));
        Clock.Advance(Window);
        Assert.That(await GrantedAsync(store), Is.EqualTo(Limit / 4));
        Assert.That(Logger.Events, Is.EqualTo(new[] { "RedisFailed" }));
    }

    [Test]
    public async Task Limit_is_divided_among_the_processes_that_Redis_counted()
    {
        var server = await ServerAsync();
        var stores = new List<RedisRateLimitStore>();
        for (var process = 0; process < 5; process++)
        {
            stores.Add(await StoreAsync(server));
        }

        await ReportLimitAsync(stores[0], Limit);
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
    public async Task Share_and_floor_apply_during_an_outage(double share, int floor, int expected)
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server, expectedProcesses: 4);
        await ReportLimitAsync(store, Limit);
        server.Kill();
        Clock.Advance(Window);
        Assert.That(await GrantedAsync(store, Terms with { Share = share, Floor = floor }), Is.EqualTo(expected));
    }

    [Test]
    public async Task Vendor_reports_during_an_outage_lower_the_part()
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server, expectedProcesses: 4);
        await ReportLimitAsync(store, Limit);
        server.Kill();
        var grant = await store.TakeAsync("a", Terms, default);
        await store.ReportAsync("a", grant.Number, Reported(20), default);
        Assert.That(await GrantedAsync(store), Is.EqualTo(20 / 4));
    }

    [Test]
    public async Task Process_uses_at_most_its_part_even_if_others_use_nothing()
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server, expectedProcesses: 4);
        await ReportLimitAsync(store, Limit);
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
    public async Task Recovered_Redis_shares_the_correct_budget()
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server);
        await ReportLimitAsync(store, 50);
        server.Kill();
        for (var call = 0; call < 10; call++)
        {
            var grant = await store.TakeAsync("a", Terms, default);
            await store.ReportAsync("a", grant.Number, Reported(49 - call), default);
        }

        await server.RestartAsync();
        var before = await SharedAsync(store);

        // The server has lost its data; the vendor reported 40 last.
        Assert.That(await GrantedAsync(store) + before, Is.EqualTo(40));
        Clock.Advance(Window);
        await AgeAsync(server, Window);
        Assert.That(await GrantedAsync(store), Is.EqualTo(Limit));
        Assert.That(Logger.Events, Is.EqualTo(new[] { "RedisFailed", "RedisBack" }));
    }

    [Test]
    public async Task Paused_Redis_delays_calls_once_and_late_grants_are_returned()
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server, timeout: TimeSpan.FromMilliseconds(500));
        await ReportLimitAsync(store, Limit);
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

        // Late grants are returned.
        await SharedAsync(store, "0");
        await SharedAsync(store, "1");
        foreach (var bucket in (string[])["0", "1"])
        {
            var key = RedisKeys.Create("identitysdk:", "budget", bucket);
            await Eventually.HoldsAsync(async () =>
            {
                await store.FlushAsync();
                var inFlight = await admin.GetDatabase().HashGetAsync(key, ["newer", "older"]);
                return (long)inFlight[0] + (long)inFlight[1] <= 1;
            });
        }
    }

    [Test]
    public async Task Redis_that_was_never_reached_delays_no_call()
    {
        var unreachable = $"127.0.0.1:{RedisServer.FreePort()},abortConnect=false,connectTimeout=200,connectRetry=0";
        await using var connection = await ConnectionMultiplexer.ConnectAsync(unreachable);
        var store = new RedisRateLimitStore(connection, Options());
        await AssertLocalAsync(store);
        await store.DisposeAsync();
        Assert.That(Logger.Events, Is.EqualTo(new[] { "RedisFailed" }));
        Assert.That(Logger.Texts[0], Does.Contain("no connection"));
    }

    [Test]
    public async Task Refuse_policy_refuses_every_call_during_an_outage()
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server, policy: RedisOutagePolicy.Refuse);
        await ReportLimitAsync(store, 50);
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
    public async Task Disposed_store_returns_its_calls()
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server);
        await ReportLimitAsync(store, 50);
        for (var call = 0; call < 10; call++)
        {
            await store.TakeAsync("a", Terms, default);
        }

        await store.DisposeAsync();
        await store.DisposeAsync();
        await using var admin = await server.ConnectAsync();
        var values = await admin.GetDatabase().HashGetAsync(RedisKeys.Create("identitysdk:", "budget", "a"), ["newer", "older", "unreported"]);
        Assert.That(values.Select(value => (long)value), Is.EqualTo(new long[] { 0, 0, 10 }), "they may have been sent, so they count as used");
        Assert.That((await store.TakeAsync("a", Terms, default)).IsGranted, Is.True, "a later call uses the local budget");
    }

    [Test]
    public async Task Store_is_disposed_in_bounded_time_during_an_outage()
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server);
        await ReportLimitAsync(store, 50);
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
    public async Task Every_call_has_its_own_result_during_outages()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 20 });
        var (ids, server) = (emulator.SeededUserIds.ToList(), await ServerAsync());
        using var okta = new OktaClient(new OktaClientOptions
        {
            BaseAddress = emulator.BaseAddress,
            Credential = OktaCredential.ApiToken(emulator.ApiToken),
            RateLimits = new RateLimitOptions { Store = await StoreAsync(server, timeout: TimeSpan.FromMilliseconds(200)) },
        });
        using var end = new CancellationTokenSource();
        var calls = 0;
        var callers = Enumerable.Range(0, 8).Select(_ => Task.Run(CallAsync)).ToList();
        Func<Task>[] faults =
        [
            () => Task.Run(server.Kill),
            server.RestartAsync,
            () => ExecuteAdminAsync("CLIENT", "PAUSE", "1500", "ALL"),
            () => ExecuteAdminAsync("CONFIG", "SET", "maxmemory", "1"),
            () => ExecuteAdminAsync("CONFIG", "SET", "maxmemory", "0"),
            () => ExecuteAdminAsync("FLUSHALL"),
            () => ExecuteAdminAsync("SCRIPT", "FLUSH"),
            () => ExecuteAdminAsync("CLIENT", "KILL", "TYPE", "normal"),
            server.RestartAsync,
        ];
        foreach (var fault in faults)
        {
            var before = Volatile.Read(ref calls);
            await fault();
            await Eventually.HoldsAsync(() => Task.FromResult(Volatile.Read(ref calls) > before + 50 || callers.Any(caller => caller.IsCompleted)));
        }

        await end.CancelAsync();
        await Task.WhenAll(callers);

        async Task CallAsync()
        {
            while (!end.IsCancellationRequested)
            {
                var id = ids[Interlocked.Increment(ref calls) % ids.Count];
                Assert.That((await okta.Users.GetAsync(id)).Id, Is.EqualTo(id));
            }
        }

        async Task ExecuteAdminAsync(string command, params object[] arguments)
        {
            await using var admin = await server.ConnectAsync();
            await admin.GetDatabase().ExecuteAsync(command, arguments);
        }
    }
}
