using IdentitySdk.Redis;
using StackExchange.Redis;

namespace IdentitySdk.Tests.Redis;

/// <summary>Base class of tests that break their own Redis server.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class OwnRedisTests : IAsyncDisposable
{
    private protected const int Limit = 100;
    private protected static TimeSpan Window { get; } = TimeSpan.FromSeconds(60);
    private protected static TimeSpan Bound { get; } = TimeSpan.FromSeconds(20);
    private protected static RateLimitTerms Terms { get; } = new(1, 0, TimeSpan.FromSeconds(20));

    private protected ShiftedClock Clock { get; } = new();
    private protected ListLoggerFactory Logger { get; } = new();
    private protected List<IAsyncDisposable> Disposables { get; } = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var disposable in Enumerable.Reverse(Disposables))
        {
            await disposable.DisposeAsync();
        }
    }

    private protected async Task AssertLocalAsync(RedisRateLimitStore store)
    {
        for (var call = 0; call < 3; call++)
        {
            var grant = await store.TakeAsync("a", Terms, default).AsTask().WaitAsync(Bound);
            Assert.That(grant.Number, Is.GreaterThan(0).And.LessThan(SharedBucket.FirstNumber));
            await store.ReportAsync("a", grant.Number, Reported(50 - call), default);
            Clock.Advance(TimeSpan.FromSeconds(2));
        }
    }

    /// <summary>Requests calls until Redis grants one.</summary>
    /// <returns>The number of calls taken from the budget.</returns>
    private protected async Task<int> SharedAsync(RedisRateLimitStore store, string key = "a")
    {
        await Eventually.HoldsAsync(async () =>
        {
            var grant = await store.TakeAsync(key, Terms, default);
            if (grant.Number >= SharedBucket.FirstNumber)
            {
                return true;
            }

            await store.GiveBackAsync(key, grant.Number, default);
            return false;
        });
        return 1;
    }

    private protected async Task<RedisServer> ServerAsync(params string[] settings)
    {
        var server = await RedisServer.StartAsync(settings);
        Disposables.Add(server);
        return server;
    }

    private protected async Task<RedisRateLimitStore> StoreAsync(
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
        Disposables.AddRange([connection, store]);
        return store;
    }

    private protected RedisOptions Options() => new()
    {
        TimeProvider = Clock, LoggerFactory = Logger, Timeout = TimeSpan.FromSeconds(5), RetryInterval = TimeSpan.FromMilliseconds(20),
    };

    private protected static async Task AgeAsync(RedisServer server, TimeSpan time)
    {
        await using var admin = await server.ConnectAsync();
        await SharedRedis.AgeAsync(admin, "identitysdk:", time);
    }

    private protected static async Task ReportLimitAsync(RedisRateLimitStore store, int remaining)
    {
        var grant = await store.TakeAsync("a", Terms, default);
        await store.ReportAsync("a", grant.Number, Reported(remaining), default);
        await store.FlushAsync();
    }

    private protected static async Task<int> GrantedAsync(RedisRateLimitStore store, RateLimitTerms? terms = null)
    {
        var granted = 0;
        while (granted <= Limit && (await store.TakeAsync("a", terms ?? Terms, default)).IsGranted)
        {
            granted++;
        }

        return granted;
    }

    private protected static RateLimitReport Reported(int remaining) => new(Limit, remaining, Window, TimeSpan.Zero, TimeSpan.Zero);
}
