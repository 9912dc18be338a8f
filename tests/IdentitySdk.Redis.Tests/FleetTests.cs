using IdentitySdk.Redis;
using IdentitySdk.Testing;
using StackExchange.Redis;

namespace IdentitySdk.Tests.Redis;

/// <summary>Several processes, a redis-server, and a server that counts calls in windows. Four and eight processes are in the category Slow.</summary>
[NonParallelizable]
public sealed class FleetTests
{
    private RedisServer _redis;
    private ConnectionMultiplexer _connection;

    [SetUp]
    public async Task StartRedis()
    {
        _redis = await RedisServer.StartAsync();
        _connection = await _redis.ConnectAsync();
    }

    [TearDown]
    public async Task StopRedis()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
            await _redis.DisposeAsync();
        }
    }

    [TestCase(2, 4)]
    public Task Two_processes_share_a_budget_fairly_and_fully_without_refusals(int processes, int windows) =>
        ShareAsync(processes, TimeSpan.FromSeconds(5), isRounded: false, windows);

    [Explicit]
    [Category("Slow")]
    [TestCase(4, 5, false, 5)]
    [TestCase(8, 5, false, 5)]
    [TestCase(4, 60, true, 3)]
    [TestCase(8, 60, true, 3)]
    public Task Many_processes_share_a_budget_fairly_and_fully_without_refusals(int processes, int seconds, bool isRounded, int windows) =>
        ShareAsync(processes, TimeSpan.FromSeconds(seconds), isRounded, windows);

    [TestCase(2)]
    [TestCase(4, Explicit = true, Category = "Slow")]
    public async Task Clients_of_several_processes_are_never_refused(int processes)
    {
        var limits = new OktaEmulatorOptions { UserCount = 5, RateLimit = 60, RateLimitWindow = TimeSpan.FromSeconds(4) };
        await using var emulator = await OktaEmulator.StartAsync(limits);
        var address = $"{emulator.BaseAddress}?{Uri.EscapeDataString(emulator.ApiToken)}";
        var results = await RunAsync(processes, _ => ["client", _redis.Configuration, address, "4", "13"]);
        Assert.That(results.Sum(result => result[1]), Is.Zero, "refused");
        Assert.That(results.Sum(result => result[0]), Is.GreaterThan(60));
        Assert.That(emulator.Failure, Is.Null);
    }

    [Test]
    public async Task Calls_of_a_killed_process_return_within_twice_their_lease()
    {
        const int Lease = 2;
        const int Limit = 20;
        await using var store = new RedisRateLimitStore(_connection, new RedisOptions { Timeout = TimeSpan.FromSeconds(20) });
        var terms = new RateLimitTerms(1, 0, TimeSpan.FromSeconds(Lease));
        var first = await store.TakeAsync("calls", terms, default);
        await store.ReportAsync("calls", first.Number, new RateLimitReport(Limit, Limit, TimeSpan.FromSeconds(6), TimeSpan.Zero, TimeSpan.Zero), default);
        await store.FlushAsync();

        var workers = await WorkerProcess.StartAsync(1, _ => ["hold", _redis.Configuration, "http://127.0.0.1", "12", $"{Lease}"]);
        await workers[0].BeginAsync();
        var held = (await workers[0].ResultAsync())[0];
        Assert.That(await InFlightAsync(), Is.EqualTo(held).And.GreaterThanOrEqualTo(10));
        workers[0].Kill();
        await workers[0].DisposeAsync();

        // In this window they count, because they may have been sent; in a later window the whole limit is available.
        await Eventually.HoldsAsync(async () =>
        {
            var grants = new List<RateLimitGrant>();
            for (var grant = await TakeAsync(); grant.IsGranted; grant = await TakeAsync())
            {
                grants.Add(grant);
            }

            foreach (var grant in grants)
            {
                await store.GiveBackAsync("calls", grant.Number, default);
            }

            await store.FlushAsync();
            return grants.Count == Limit;
        });
        Assert.That(await InFlightAsync(), Is.Zero);

        async Task<RateLimitGrant> TakeAsync() => await store.TakeAsync("calls", terms, default);
    }

    [Test]
    public async Task Eight_concurrent_processes_request_one_token()
    {
        await using var emulator = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 5 });
        var results = await RunAsync(8, index => TokenArguments(emulator, index));
        Assert.That(results.Select(result => result[0]), Is.All.EqualTo(5));
        Assert.That(emulator.TokenRequests, Is.EqualTo(1));
    }

    // The others wait for five seconds: on a machine that is slower, each may request its own token.
    [Test]
    [Retry(3)]
    public async Task Killed_token_holder_is_replaced_by_one_other_process()
    {
        await using var emulator = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 5 });
        emulator.Faults.When(request => request.IsTokenRequest, Fault.Delay(TimeSpan.FromMinutes(1)), times: 1);
        var workers = await WorkerProcess.StartAsync(8, index => TokenArguments(emulator, index));
        await Task.WhenAll(workers.Select(worker => worker.BeginAsync()));
        await Eventually.HoldsAsync(() => Task.FromResult(emulator.TokenRequests > 0));
        var holder = emulator.Requests.Single(request => request.IsTokenRequest).Headers["User-Agent"].Split(' ')[0];
        var index = int.Parse(holder["worker".Length..]);
        workers[index].Kill();
        foreach (var worker in workers.Where((_, each) => each != index))
        {
            Assert.That(await worker.ResultAsync(), Is.EqualTo(new[] { 5 }));
        }

        Assert.That(emulator.TokenRequests, Is.EqualTo(2));
        await Task.WhenAll(workers.Select(worker => worker.DisposeAsync().AsTask()));
    }

    private static string Key => RedisKeys.Create("identitysdk:", "budget", "calls").ToString();

    private async Task ShareAsync(int processes, TimeSpan window, bool isRounded, int windows)
    {
        const int Limit = 200;
        await using var server = await CountingServer.StartAsync(Limit, window, isRounded);
        var results = await RunAsync(
            processes, _ => ["calls", _redis.Configuration, server.Address.AbsoluteUri, "8", $"{(int)(window.TotalSeconds * (windows + 1))}"]);
        var (succeeded, refused) = (results.Sum(result => result[0]), results.Sum(result => result[1]));
        var trips = await RedisServer.CountAsync(_connection, "evalsha");
        var use = server.WholeWindows.Average() / Limit;
        var parts = string.Join(", ", results.Select(result => result[0]));
        var line = $"{processes} processes, windows of {window.TotalSeconds} s: use {use:0.000}, trips a call {(double)trips / succeeded:0.00}, "
            + $"calls {parts}, refused {refused}";
        await TestContext.Out.WriteLineAsync(line);

        Assert.That(refused, Is.Zero, line);
        Assert.That(use, Is.GreaterThanOrEqualTo(0.97), line);
        Assert.That((double)trips / succeeded, Is.LessThanOrEqualTo(1.1), line);
        Assert.That(results.Select(result => result[0] * processes / (double)succeeded), Is.All.InRange(0.8, 1.2), line);
    }

    private static async Task<int[][]> RunAsync(int processes, Func<int, string[]> arguments)
    {
        var workers = await WorkerProcess.StartAsync(processes, arguments);
        try
        {
            await Task.WhenAll(workers.Select(worker => worker.BeginAsync()));
            return await Task.WhenAll(workers.Select(worker => worker.ResultAsync()));
        }
        finally
        {
            await Task.WhenAll(workers.Select(worker => worker.DisposeAsync().AsTask()));
        }
    }

    private string[] TokenArguments(OneLoginEmulator emulator, int index) =>
        ["token", _redis.Configuration, $"{emulator.BaseAddress}?{Uri.EscapeDataString($"{emulator.ClientId}:{emulator.ClientSecret}")}", $"worker{index}"];

    private async Task<long> InFlightAsync()
    {
        var values = await _connection.GetDatabase().HashGetAsync(Key, ["newer", "older"]);
        return (long)values[0] + (long)values[1];
    }
}
