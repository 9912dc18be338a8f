using IdentitySdk.Redis;

namespace IdentitySdk.Tests.Redis;

/// <summary>Behavior of the Redis store beyond the laws of every store: fair parts, one round trip, keys, lost data, clocks that are set back.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BudgetTests : IAsyncDisposable
{
    private const int Limit = 100;
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(60);
    private static readonly RateLimitTerms s_terms = new(1, 0, TimeSpan.FromSeconds(20));

    private readonly string _prefix = SharedRedis.NewPrefix();
    private readonly ShiftedClock _clock = new();
    private readonly List<RedisRateLimitStore> _stores = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }
    }

    [Test]
    public async Task Busy_processes_get_equal_parts_of_a_window()
    {
        var stores = Processes(4);
        await ReportLimitAsync(stores[0], Limit);

        // Each of them has used the previous window.
        foreach (var store in stores)
        {
            await store.TakeAsync("a", s_terms, default);
        }

        await PassAsync(s_window);
        var counts = new int[stores.Length];
        for (var process = 0; process < stores.Length; process++)
        {
            counts[process] = await GrantedAsync(stores[process]);
        }

        Assert.That(counts, Is.All.EqualTo(Limit / stores.Length));
    }

    [Test]
    public async Task Unused_parts_of_other_processes_become_available()
    {
        var stores = Processes(4);
        await ReportLimitAsync(stores[0], Limit);
        foreach (var store in stores)
        {
            await store.TakeAsync("a", s_terms, default);
        }

        await PassAsync(s_window);
        var first = await GrantedAsync(stores[0]);
        var denied = await stores[0].TakeAsync("a", s_terms, default);
        await PassAsync(s_window / 2);
        var second = await GrantedAsync(stores[0]);

        Assert.That(first, Is.EqualTo(Limit / 4));
        Assert.That(denied.Wait, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(s_window / 20));
        Assert.That(first + second, Is.EqualTo(Limit));
    }

    [Test]
    public async Task Single_process_has_the_whole_window()
    {
        var stores = Processes(1);
        await ReportLimitAsync(stores[0], Limit);
        Assert.That(await GrantedAsync(stores[0]), Is.EqualTo(Limit));
    }

    [Test]
    public async Task Sequential_calls_cost_one_trip_each_and_concurrent_calls_fewer()
    {
        var store = Processes(1)[0];
        await ReportLimitAsync(store, 1_000_000);
        await store.FlushAsync();
        var before = await TripsAsync();
        for (var call = 0; call < 100; call++)
        {
            await CallAsync();
        }

        await store.FlushAsync();
        var alone = await TripsAsync() - before;
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(CallAsync)));
        await store.FlushAsync();
        var together = await TripsAsync() - before - alone;

        // On a slow machine a report may miss its round trip.
        Assert.That(alone, Is.InRange(100, 200));
        Assert.That(together, Is.LessThanOrEqualTo(150));

        async Task CallAsync()
        {
            var grant = await store.TakeAsync("a", s_terms, default);
            await store.ReportAsync("a", grant.Number, default, default);
        }
    }

    [Test]
    public async Task Denied_caller_sends_nothing_to_Redis_until_something_changes()
    {
        var store = Processes(1)[0];
        await ReportLimitAsync(store, 1);
        var taken = await store.TakeAsync("a", s_terms, default);
        await store.TakeAsync("a", s_terms, default);
        var before = await TripsAsync();
        for (var call = 0; call < 50; call++)
        {
            Assert.That((await store.TakeAsync("a", s_terms, default)).IsGranted, Is.False);
        }

        Assert.That(await TripsAsync(), Is.EqualTo(before));
        await store.GiveBackAsync("a", taken.Number, default);
        Assert.That((await store.TakeAsync("a", s_terms, default)).IsGranted, Is.True);
    }

    [Test]
    public async Task Keys_reveal_nothing_expire_and_contain_only_numbers()
    {
        var store = Processes(1)[0];
        const string Name = "identitysdk:Okta:acme.okta.com:GET /api/v1/users/{userId}";
        var grant = await store.TakeAsync(Name, s_terms, default);
        await store.ReportAsync(Name, grant.Number, Reported(Limit), default);
        await store.TakeAsync(Name, s_terms, default);

        var key = SharedRedis.Connection.GetServers()[0].Keys(pattern: _prefix + "*").Single();
        var database = SharedRedis.Connection.GetDatabase();
        var entries = await database.HashGetAllAsync(key);
        Assert.That(key.ToString(), Does.Match(@"^test\d+:budget:\{[A-Za-z0-9_-]{24}\}$"));
        Assert.That(await database.KeyTimeToLiveAsync(key), Is.GreaterThan(s_window).And.LessThan(TimeSpan.FromHours(1)));
        Assert.That(entries.Select(entry => entry.Value.ToString()), Has.All.Matches(@"^-?[0-9:]+$"));
        Assert.That(entries.Select(entry => entry.Name.ToString()), Has.All.Matches(@"^([a-zA-Z]+|p:[0-9a-f]{16})$"));
    }

    [Test]
    public async Task Counts_of_unused_processes_are_removed()
    {
        var last = Processes(1)[0];
        await ReportLimitAsync(last, Limit);
        for (var process = 0; process < 200; process++)
        {
            await Processes(1)[0].TakeAsync("a", s_terms, default);
        }

        for (var window = 0; window < 5; window++)
        {
            await PassAsync(s_window);
            await last.TakeAsync("a", s_terms, default);
        }

        var key = SharedRedis.Connection.GetServers()[0].Keys(pattern: _prefix + "*").Single();
        Assert.That(await SharedRedis.Connection.GetDatabase().HashLengthAsync(key), Is.LessThan(100));
    }

    [Test]
    public async Task Server_that_lost_the_budget_restores_it_from_the_next_call()
    {
        var store = Processes(1)[0];
        await ReportLimitAsync(store, 10);
        for (var call = 0; call < 4; call++)
        {
            await store.TakeAsync("a", s_terms, default);
        }

        await LoseDataAsync();
        Assert.That(await GrantedAsync(store), Is.EqualTo(6));
        await PassAsync(s_window);
        Assert.That(await GrantedAsync(store), Is.EqualTo(Limit));
    }

    [Test]
    public async Task Calls_from_before_a_server_restart_raise_nothing()
    {
        var store = Processes(1)[0];
        var old = await store.TakeAsync("a", s_terms, default);
        await ReportLimitAsync(store, 10);
        await LoseDataAsync();
        await store.TakeAsync("a", s_terms, default);
        await store.ReportAsync("a", old.Number, Reported(90), default);
        Assert.That(await GrantedAsync(store), Is.LessThanOrEqualTo(9));
    }

    [Test]
    public async Task Cancelled_callers_leave_no_calls_in_flight()
    {
        var store = Processes(1)[0];
        await ReportLimitAsync(store, Limit);
        for (var round = 0; round < 20; round++)
        {
            using var leaving = new CancellationTokenSource();
            var takes = Enumerable.Range(0, 10).Select(_ => store.TakeAsync("a", s_terms, leaving.Token).AsTask()).ToList();
            await leaving.CancelAsync();
            foreach (var take in takes)
            {
                await take.ContinueWith(_ => { }, TaskScheduler.Default);
                if (take.IsCompletedSuccessfully && take.Result.IsGranted)
                {
                    await store.GiveBackAsync("a", take.Result.Number, default);
                }
            }
        }

        // The last round trips may still be in flight.
        var granted = 0;
        for (var started = TimeProvider.System.GetTimestamp(); granted < Limit && TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(30);)
        {
            granted += (await store.TakeAsync("a", s_terms, default)).IsGranted ? 1 : 0;
            await store.FlushAsync();
        }

        Assert.That(granted, Is.EqualTo(Limit));
    }

    [TestCase(-3600)]
    [TestCase(-30)]
    [TestCase(-86400 * 365 * 20)]
    public async Task Server_clock_set_back_blocks_no_call(int seconds)
    {
        var store = Processes(1)[0];
        await ReportLimitAsync(store, 5);
        await store.FlushAsync();
        await SharedRedis.AgeAsync(_prefix, TimeSpan.FromSeconds(seconds));

        Assert.That(await GrantedAsync(store), Is.EqualTo(5));
        var denied = await store.TakeAsync("a", s_terms, default);
        Assert.That(denied.Wait, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(s_window));
        await PassAsync(s_window);
        Assert.That(await GrantedAsync(store), Is.EqualTo(Limit));
    }

    [Test]
    public async Task Extreme_reports_never_break_the_numbering()
    {
        var store = Processes(1)[0];
        int[] numbers = [int.MinValue, -1, 0, 1, int.MaxValue];
        TimeSpan[] times = [TimeSpan.MinValue, -s_window, TimeSpan.Zero, TimeSpan.FromTicks(1), s_window, TimeSpan.MaxValue];
        foreach (var (limit, time) in numbers.SelectMany(number => times.Select(time => (number, time))))
        {
            var grant = await store.TakeAsync($"{limit}{time}", s_terms, default);
            await store.ReportAsync($"{limit}{time}", grant.Number, new RateLimitReport(limit, limit, time, time, time), default);
            var next = await store.TakeAsync($"{limit}{time}", s_terms, default);
            Assert.That(next.Number, Is.Zero.Or.GreaterThan(grant.Number), $"{limit} {time}");
        }
    }

    private RedisRateLimitStore[] Processes(int count)
    {
        var options = new RedisOptions { KeyPrefix = _prefix, TimeProvider = _clock, Timeout = TimeSpan.FromSeconds(30) };
        RedisRateLimitStore[] stores = [.. Enumerable.Range(0, count).Select(_ => new RedisRateLimitStore(SharedRedis.Connection, options))];
        _stores.AddRange(stores);
        return stores;
    }

    private async Task PassAsync(TimeSpan time)
    {
        foreach (var store in _stores)
        {
            await store.FlushAsync();
        }

        await SharedRedis.AgeAsync(_prefix, time);
        _clock.Advance(time);
    }

    private async Task LoseDataAsync()
    {
        foreach (var store in _stores)
        {
            await store.FlushAsync();
        }

        await SharedRedis.Connection.GetDatabase().KeyDeleteAsync([.. SharedRedis.Connection.GetServers()[0].Keys(pattern: _prefix + "*")]);
    }

    private static Task<long> TripsAsync()
    {
        if (RedisServer.IsMissing)
        {
            Assert.Ignore("SKIPPED: Garnet does not count commands.");
        }

        return RedisServer.CountAsync(SharedRedis.Connection, "evalsha");
    }

    private static async Task ReportLimitAsync(RedisRateLimitStore store, int remaining)
    {
        var grant = await store.TakeAsync("a", s_terms, default);
        await store.ReportAsync("a", grant.Number, Reported(remaining), default);
    }

    private static async Task<int> GrantedAsync(RedisRateLimitStore store)
    {
        var granted = 0;
        while (granted <= Limit && (await store.TakeAsync("a", s_terms, default)).IsGranted)
        {
            granted++;
        }

        return granted;
    }

    private static RateLimitReport Reported(int remaining) => new(Math.Max(Limit, remaining), remaining, s_window, TimeSpan.Zero, TimeSpan.Zero);
}
