using IdentitySdk.Redis;
using StackExchange.Redis;

namespace IdentitySdk.Tests.Worker;

/// <summary>One process of a fleet. It writes "ready" when it is connected, begins when it reads a line, and ends with one line of results.</summary>
internal static class Program
{
    // Long, so that a slow machine is not taken for an outage.
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(20);

    public static async Task<int> Main(string[] arguments)
    {
        var (role, configuration, address) = (arguments[0], arguments[1], new Uri(arguments[2]));
        await using var connection = await ConnectionMultiplexer.ConnectAsync(configuration);
        var options = new RedisOptions { Timeout = s_timeout, TokenProtector = TokenProtector.PlainText() };

        // The first use of a script and of a connection is slow.
        await using var store = new RedisRateLimitStore(connection, options);
        var cache = new RedisTokenCache(connection, options);
        await store.TakeAsync("warm up", new RateLimitTerms(1, 0, TimeSpan.FromSeconds(1)), default);
        await cache.GetAsync("warm up", default);

        await Console.Out.WriteLineAsync("ready");
        await Console.In.ReadLineAsync();
        var result = role switch
        {
            "calls" => await Calls.RunAsync(store, address, callers: int.Parse(arguments[3]), TimeSpan.FromSeconds(int.Parse(arguments[4]))),
            "client" => await ClientCalls.RunAsync(store, address, callers: int.Parse(arguments[3]), TimeSpan.FromSeconds(int.Parse(arguments[4]))),
            "hold" => await Calls.HoldAsync(store, calls: int.Parse(arguments[3]), TimeSpan.FromSeconds(int.Parse(arguments[4]))),
            "token" => await Tokens.RunAsync(cache, address, name: arguments[3], s_timeout),
            _ => throw new ArgumentException($"There is no role {role}."),
        };
        await Console.Out.WriteLineAsync(result);
        return 0;
    }
}
