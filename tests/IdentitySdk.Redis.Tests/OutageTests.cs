using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using IdentitySdk.Redis;
using IdentitySdk.Testing;
using StackExchange.Redis;

namespace IdentitySdk.Tests.Redis;

/// <summary>Whatever becomes of Redis: a call waits for it for a bounded time, goes on with its process's part, and shares again when it is back.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OutageTests : IAsyncDisposable
{
    private const int Limit = 100;
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_bounded = TimeSpan.FromSeconds(20);
    private static readonly RateLimitTerms s_terms = new(1, 0, TimeSpan.FromSeconds(20));

    private readonly ShiftedClock _clock = new();
    private readonly ListLoggerFactory _logger = new();
    private readonly List<IAsyncDisposable> _disposables = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var disposable in Enumerable.Reverse(_disposables))
        {
            await disposable.DisposeAsync();
        }
    }

    [Test]
    public async Task While_Redis_is_dead_a_process_has_its_part_of_the_limit_and_no_more()
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server, expectedProcesses: 4);
        await LearnAsync(store, Limit);
        server.Kill();

        Assert.That(await GrantedAsync(store), Is.EqualTo(Limit / 4));
        var denied = await store.TakeAsync("a", s_terms, default);
        Assert.That(denied.Wait, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(s_window));
        _clock.Advance(s_window);
        Assert.That(await GrantedAsync(store), Is.EqualTo(Limit / 4));
        Assert.That(_logger.Events, Is.EqualTo(new[] { "RedisFailed" }));
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
        _clock.Advance(s_window);
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
        _clock.Advance(s_window);
        Assert.That(await GrantedAsync(store, s_terms with { Share = share, Floor = floor }), Is.EqualTo(expected));
    }

    [Test]
    public async Task What_the_vendor_reports_meanwhile_lowers_the_part()
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server, expectedProcesses: 4);
        await LearnAsync(store, Limit);
        server.Kill();
        var grant = await store.TakeAsync("a", s_terms, default);
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
        while (granted <= Limit && await store.TakeAsync("a", s_terms, default) is { IsGranted: true } grant)
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
            var grant = await store.TakeAsync("a", s_terms, default);
            await store.ReportAsync("a", grant.Number, Reported(49 - call), default);
        }

        await server.RestartAsync();
        var before = await SharedAsync(store);

        // The server has forgotten everything; the vendor's last word was 40.
        Assert.That(await GrantedAsync(store) + before, Is.EqualTo(40));
        _clock.Advance(s_window);
        await AgeAsync(server, s_window);
        Assert.That(await GrantedAsync(store), Is.EqualTo(Limit));
        Assert.That(_logger.Events, Is.EqualTo(new[] { "RedisFailed", "RedisBack" }));
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
        var grants = await Task.WhenAll(Enumerable.Range(0, 50).Select(each => store.TakeAsync($"{each % 2}", s_terms, default).AsTask()));
        for (var call = 0; call < 100; call++)
        {
            await store.TakeAsync("a", s_terms, default);
        }

        Assert.That(grants.Count(grant => grant.IsGranted), Is.EqualTo(grants.Length));
        Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(s_bounded));

        // What Redis granted too late is given back.
        await SharedAsync(store, "0");
        await SharedAsync(store, "1");
        foreach (var bucket in (string[])["0", "1"])
        {
            var key = RedisKeys.Create("identitysdk:", "budget", bucket);
            await UntilAsync(async () =>
            {
                await store.FlushAsync();
                var underWay = await admin.GetDatabase().HashGetAsync(key, ["newer", "older"]);
                return (long)underWay[0] + (long)underWay[1] <= 1;
            });
        }
    }

    [Test]
    public async Task A_wrong_password_is_said_once_and_not_shown()
    {
        var server = await ServerAsync("--requirepass", "right-password");
        var store = await StoreAsync(server, configuration: server.Configuration + ",password=wrong-password");
        await AssertLocalAsync(store);
        Assert.That(_logger.Texts, Has.Count.EqualTo(1).And.All.Not.Contains("wrong-password"));
    }

    [Test]
    public async Task A_user_without_permission_for_scripts_is_told_what_is_missing()
    {
        var server = await ServerAsync();
        await using var admin = await server.ConnectAsync();
        await admin.GetDatabase().ExecuteAsync("ACL", "SETUSER", "limited", "on", ">secret-word", "~*", "&*", "+@all", "-@scripting");
        var store = await StoreAsync(server, configuration: server.Configuration + ",user=limited,password=secret-word");
        await AssertLocalAsync(store);
        Assert.That(_logger.Texts, Has.Count.EqualTo(1));
        Assert.That(_logger.Texts[0], Does.Contain("NOPERM").And.Contain("EVALSHA").And.Not.Contain("secret-word"));
    }

    [Test]
    public async Task A_full_memory_is_said_once_and_gone_when_there_is_room()
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server);
        await LearnAsync(store, 50);
        await using var admin = await server.ConnectAsync();
        await admin.GetDatabase().ExecuteAsync("CONFIG", "SET", "maxmemory", "1");
        await AssertLocalAsync(store);
        Assert.That(_logger.Texts[^1], Does.Contain("OOM"));
        await admin.GetDatabase().ExecuteAsync("CONFIG", "SET", "maxmemory", "0");
        await SharedAsync(store);
        Assert.That(_logger.Events, Is.EqualTo(new[] { "RedisFailed", "RedisBack" }));
    }

    [Test]
    public async Task A_replica_is_done_without()
    {
        var server = await ServerAsync();
        await using var admin = await server.ConnectAsync();
        var store = await StoreAsync(server);
        await admin.GetDatabase().ExecuteAsync("REPLICAOF", "127.0.0.1", $"{RedisServer.FreePort()}");
        await AssertLocalAsync(store);
        Assert.That(_logger.Events, Is.EqualTo(new[] { "RedisFailed" }));
    }

    [Test]
    public async Task A_foreign_value_under_a_key_is_said_once_and_costs_this_bucket_alone()
    {
        var server = await ServerAsync();
        await using var admin = await server.ConnectAsync();
        var store = await StoreAsync(server);
        await admin.GetDatabase().StringSetAsync(RedisKeys.Create("identitysdk:", "budget", "a"), "mine");
        await AssertLocalAsync(store);
        Assert.That(_logger.Events, Is.EqualTo(new[] { "RedisKeyForeign" }));
        Assert.That((await store.TakeAsync("b", s_terms, default)).Number, Is.GreaterThanOrEqualTo(SharedBucket.FirstNumber));
        var value = await admin.GetDatabase().StringGetAsync(RedisKeys.Create("identitysdk:", "budget", "a"));
        Assert.That((string?)value, Is.EqualTo("mine"), "nothing of others is overwritten");
    }

    [Test]
    public async Task A_cluster_keeps_each_key_in_its_slot()
    {
        var server = await ServerAsync("--cluster-enabled", "yes");
        await using (var admin = await server.ConnectAsync())
        {
            await admin.GetServers()[0].ExecuteAsync("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
            var node = admin.GetServers()[0];
            await UntilAsync(async () => $"{await node.ExecuteAsync("CLUSTER", "INFO")}".Contains("cluster_state:ok", StringComparison.Ordinal));
        }

        var store = await StoreAsync(server);
        for (var bucket = 0; bucket < 20; bucket++)
        {
            await SharedAsync(store, $"{bucket}");
        }

        var connection = await server.ConnectAsync();
        _disposables.Add(connection);
        var options = Options();
        options.TokenProtector = TokenProtector.PlainText();
        var cache = new RedisTokenCache(connection, options);
        Assert.That(await cache.SetAsync("a", new AccessToken("t"), (await cache.TryLeaseAsync("a", s_window, default))!.Value, default), Is.True);
        Assert.That((await new RedisTokenCache(connection, options).GetAsync("a", default))!.Value, Is.EqualTo("t"));
        Assert.That(_logger.Events, Is.Empty);
    }

    [TestCase("nan")]
    [TestCase("inf")]
    [TestCase("-1")]
    [TestCase("1e300")]
    [TestCase("99999999999999999")]
    [TestCase("text")]
    [TestCase("")]
    public async Task A_hash_of_nonsense_under_a_key_keeps_no_call_for_ever(string value)
    {
        var server = await ServerAsync();
        await using var admin = await server.ConnectAsync();
        string[] names = [
            "at", "limit", "remaining", "resets", "window", "guess", "paused", "taken", "known", "unreported", "latest",
            "newer", "older", "newerFrom", "olderFrom", "ends", "lease", "began", "epoch", "used", "active", "before"];
        await admin.GetDatabase().HashSetAsync(RedisKeys.Create("identitysdk:", "budget", "a"), [.. names.Select(name => new HashEntry(name, value))]);
        var store = await StoreAsync(server);
        var grant = await store.TakeAsync("a", s_terms, default).AsTask().WaitAsync(s_bounded);
        await store.ReportAsync("a", grant.Number, Reported(5), default);

        // A wait that cannot be is the client's to see through; here it only has to come.
        Assert.That((await store.TakeAsync("a", s_terms, default).AsTask().WaitAsync(s_bounded)).Wait, Is.LessThanOrEqualTo(TimeSpan.FromDays(30)));
    }

    [Test]
    public async Task A_Redis_that_was_never_there_keeps_nobody_waiting()
    {
        var nowhere = $"127.0.0.1:{RedisServer.FreePort()},abortConnect=false,connectTimeout=200,connectRetry=0";
        await using var connection = await ConnectionMultiplexer.ConnectAsync(nowhere);
        var store = new RedisRateLimitStore(connection, Options());
        await AssertLocalAsync(store);
        await store.DisposeAsync();
        Assert.That(_logger.Events, Is.EqualTo(new[] { "RedisFailed" }));
        Assert.That(_logger.Texts[0], Does.Contain("no connection"));
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
            var refused = await store.TakeAsync("a", s_terms, default);
            Assert.That((refused.IsGranted, refused.IsRefused, refused.Wait > TimeSpan.Zero), Is.EqualTo((false, true, true)));
            _clock.Advance(s_window);
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
            await store.TakeAsync("a", s_terms, default);
        }

        await store.DisposeAsync();
        await store.DisposeAsync();
        await using var admin = await server.ConnectAsync();
        var values = await admin.GetDatabase().HashGetAsync(RedisKeys.Create("identitysdk:", "budget", "a"), ["newer", "older", "unreported"]);
        Assert.That(values.Select(value => (long)value), Is.EqualTo(new long[] { 0, 0, 10 }), "they may have been sent, so they stay off what is left");
        Assert.That((await store.TakeAsync("a", s_terms, default)).IsGranted, Is.True, "a call that comes late goes by what the process knows");
    }

    [Test]
    public async Task A_store_without_Redis_is_disposed_of_in_time()
    {
        var server = await ServerAsync();
        var store = await StoreAsync(server);
        await LearnAsync(store, 50);
        for (var bucket = 0; bucket < 50; bucket++)
        {
            await store.TakeAsync($"{bucket}", s_terms, default);
        }

        server.Kill();
        var started = TimeProvider.System.GetTimestamp();
        await store.DisposeAsync();
        Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(s_bounded));
    }

    [Test]
    public async Task Tokens_seen_before_serve_while_Redis_is_away_and_one_call_refreshes()
    {
        var server = await ServerAsync();
        var connection = await server.ConnectAsync();
        _disposables.Add(connection);
        var options = Options();
        options.TokenProtector = TokenProtector.PlainText();
        var cache = new RedisTokenCache(connection, options);
        await cache.SetAsync("a", new AccessToken("one"), (await cache.TryLeaseAsync("a", s_window, default))!.Value, default);
        var held = (await cache.TryLeaseAsync("b", s_window, default))!.Value;
        server.Kill();

        Assert.That((await cache.GetAsync("a", default))!.Value, Is.EqualTo("one"));
        Assert.That(await cache.SetAsync("b", new AccessToken("b1"), held, default), Is.True);
        var lease = (await cache.TryLeaseAsync("a", s_window, default))!.Value;
        Assert.That(await cache.TryLeaseAsync("a", s_window, default), Is.Null);
        Assert.That(await cache.SetAsync("a", new AccessToken("two"), lease, default), Is.True);
        Assert.That((await cache.GetAsync("a", default))!.Value, Is.EqualTo("two"));
        Assert.That((await cache.GetAsync("b", default))!.Value, Is.EqualTo("b1"));
        Assert.That(await cache.GetAsync("c", default), Is.Null);

        // Back and empty: the next token is shared again.
        await server.RestartAsync();
        await UntilAsync(async () =>
        {
            _clock.Advance(options.RetryInterval);
            return await cache.TryLeaseAsync("other", s_window, default) is not null && !_logger.Events[^1].Contains("Failed", StringComparison.Ordinal);
        });
        Assert.That(await cache.GetAsync("a", default), Is.Null);
        var next = (await cache.TryLeaseAsync("a", s_window, default))!.Value;
        Assert.That(await cache.SetAsync("a", new AccessToken("three"), next, default), Is.True);
        Assert.That((await new RedisTokenCache(connection, options).GetAsync("a", default))!.Value, Is.EqualTo("three"));
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
            await UntilAsync(() => Task.FromResult(Volatile.Read(ref calls) > before + 50 || callers.Any(caller => caller.IsCompleted)));
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

    [Test]
    public async Task A_client_gets_its_token_without_Redis()
    {
        await using var emulator = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 5 });
        var server = await ServerAsync();
        var connection = await server.ConnectAsync();
        _disposables.Add(connection);
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

    private async Task AssertLocalAsync(RedisRateLimitStore store)
    {
        for (var call = 0; call < 3; call++)
        {
            var grant = await store.TakeAsync("a", s_terms, default).AsTask().WaitAsync(s_bounded);
            Assert.That(grant.Number, Is.GreaterThan(0).And.LessThan(SharedBucket.FirstNumber));
            await store.ReportAsync("a", grant.Number, Reported(50 - call), default);
            _clock.Advance(TimeSpan.FromSeconds(2));
        }
    }

    /// <summary>Asks until Redis grants a call.</summary>
    /// <returns>How many calls that took of the budget.</returns>
    private async Task<int> SharedAsync(RedisRateLimitStore store, string key = "a")
    {
        await UntilAsync(async () =>
        {
            var grant = await store.TakeAsync(key, s_terms, default);
            if (grant.Number >= SharedBucket.FirstNumber)
            {
                return true;
            }

            await store.GiveBackAsync(key, grant.Number, default);
            return false;
        });
        return 1;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var clock = TimeProvider.System;
        for (var started = clock.GetTimestamp(); !await condition(); await Task.Delay(TimeSpan.FromMilliseconds(5), clock))
        {
            Assert.That(clock.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(60)), "It took too long.");
        }
    }

    private async Task<RedisServer> ServerAsync(params string[] settings)
    {
        var server = await RedisServer.StartAsync(settings);
        _disposables.Add(server);
        return server;
    }

    private async Task<RedisRateLimitStore> StoreAsync(
        RedisServer server,
        int? expectedProcesses = null,
        RedisOutagePolicy policy = RedisOutagePolicy.LocalBudget,
        TimeSpan? timeout = null,
        string? configuration = null)
    {
        var connection = await RedisServer.ConnectAsync(configuration ?? server.Configuration);
        var options = Options();
        (options.ExpectedProcesses, options.OutagePolicy, options.Timeout) = (expectedProcesses, policy, timeout ?? options.Timeout);
        var store = new RedisRateLimitStore(connection, options);
        _disposables.AddRange([connection, store]);
        return store;
    }

    private RedisOptions Options() => new()
    {
        TimeProvider = _clock, LoggerFactory = _logger, Timeout = TimeSpan.FromSeconds(5), RetryInterval = TimeSpan.FromMilliseconds(20),
    };

    private static async Task AgeAsync(RedisServer server, TimeSpan time)
    {
        await using var admin = await server.ConnectAsync();
        await SharedRedis.AgeAsync(admin, "identitysdk:", time);
    }

    private static async Task LearnAsync(RedisRateLimitStore store, int remaining)
    {
        var grant = await store.TakeAsync("a", s_terms, default);
        await store.ReportAsync("a", grant.Number, Reported(remaining), default);
        await store.FlushAsync();
    }

    private static async Task<int> GrantedAsync(RedisRateLimitStore store, RateLimitTerms? terms = null)
    {
        var granted = 0;
        while (granted <= Limit && (await store.TakeAsync("a", terms ?? s_terms, default)).IsGranted)
        {
            granted++;
        }

        return granted;
    }

    private static RateLimitReport Reported(int remaining) => new(Limit, remaining, s_window, TimeSpan.Zero, TimeSpan.Zero);
}
