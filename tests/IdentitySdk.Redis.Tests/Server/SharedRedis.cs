using StackExchange.Redis;

namespace IdentitySdk.Tests.Redis;

/// <summary>The server that tests share, each with its own key prefix.</summary>
[SetUpFixture]
public sealed class SharedRedis
{
    // Moves the times in buckets and tokens back, which simulates time that passes.
    private const string Age = """
        for _, key in ipairs(redis.call('KEYS', ARGV[1])) do
          for _, name in ipairs({ 'at', 'resets', 'paused', 'ends', 'began', 'leased' }) do
            local value = tonumber(redis.call('HGET', key, name) or 0)
            if value ~= 0 then redis.call('HSET', key, name, string.format('%.0f', value - tonumber(ARGV[2]))) end
          end
          redis.call('PEXPIRE', key, string.format('%.0f', redis.call('PTTL', key) - ARGV[2] / 1000))
        end
        """;

    private static int s_prefixes;

    private IAsyncDisposable? _server;

    internal static string Configuration { get; private set; } = "";

    internal static IConnectionMultiplexer Connection { get; private set; } = null!;

    internal static string NewPrefix() => $"test{Interlocked.Increment(ref s_prefixes)}:";

    /// <summary>Simulates time that passes for the keys of a prefix.</summary>
    internal static Task AgeAsync(string prefix, TimeSpan time) => AgeAsync(Connection, prefix, time);

    internal static Task AgeAsync(IConnectionMultiplexer connection, string prefix, TimeSpan time) =>
        connection.GetDatabase().ScriptEvaluateAsync(Age, [], [prefix + "*", time.Ticks / 10]);

    [OneTimeSetUp]
    public async Task Start()
    {
#if !NETSTANDARD_BUILD
        if (RedisServer.IsMissing)
        {
            await TestContext.Progress.WriteLineAsync(
                "There is no redis-server on this machine: the laws run on Garnet, and the tests of outages and several processes are SKIPPED.");
            (_server, Configuration) = GarnetProcess.Start();
            Connection = await RedisServer.ConnectAsync(Configuration);
            return;
        }
#endif
        var server = await RedisServer.StartAsync();
        (_server, Configuration) = (server, server.Configuration);
        Connection = await server.ConnectAsync();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_server is not null)
        {
            await Connection.DisposeAsync();
            await _server.DisposeAsync();
        }
    }
}
