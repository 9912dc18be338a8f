using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace IdentitySdk.Benchmarks.Budgets;

/// <summary>A redis-server process without persistence.</summary>
internal sealed class RedisProcess : IDisposable
{
    private readonly Process _process;

    private RedisProcess(Process process, int port, IConnectionMultiplexer connection) => (_process, Port, Connection) = (process, port, connection);

    public int Port { get; }

    public IConnectionMultiplexer Connection { get; }

    public static async Task<RedisProcess> StartAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var arguments = string.Create(CultureInfo.InvariantCulture, $"--port {port} --bind 127.0.0.1 --save \"\" --appendonly no");
        var process = Process.Start(new ProcessStartInfo("redis-server", arguments) { RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line && !line.Contains("Ready to accept", StringComparison.Ordinal))
        {
        }

        return new RedisProcess(process, port, await ConnectAsync(port).ConfigureAwait(false));
    }

    public static async Task<IConnectionMultiplexer> ConnectAsync(int port) =>
        await ConnectionMultiplexer.ConnectAsync(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port},allowAdmin=true")).ConfigureAwait(false);

    /// <summary>Counts the round trips so far: one for a script or a GET, two for a transaction (its condition and its execution).</summary>
    public async Task<long> CountTripsAsync()
    {
        var statistics = (await Connection.GetServers()[0].InfoAsync("commandstats").ConfigureAwait(false)).SelectMany(group => group).ToDictionary();
        long Count(string command) => statistics.TryGetValue($"cmdstat_{command}", out var text)
            ? long.Parse(text.Split(',')[0].Split('=')[1], CultureInfo.InvariantCulture) : 0;
        return Count("evalsha") + Count("get") + Count("watch");
    }

    public void Dispose()
    {
        Connection.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
