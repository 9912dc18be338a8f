using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace IdentitySdk.Tests.Redis;

/// <summary>A redis-server for tests, on a free loopback port and without persistence.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private static readonly string? s_program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "redis-server")).FirstOrDefault(File.Exists);

    private readonly string _folder = Directory.CreateTempSubdirectory("identitysdk-redis-").FullName;
    private readonly string[] _settings;
    private Process? _process;

    private RedisServer(int port, string[] settings) => (Port, _settings) = (port, settings);

    /// <summary>Whether this machine has no redis-server.</summary>
    public static bool IsMissing => s_program is null || Environment.GetEnvironmentVariable("IDENTITYSDK_TESTS_WITHOUT_REDIS") == "1";

    public int Port { get; }

    public string Configuration => ConfigurationOf(Port);

    /// <summary>Starts a server, or ignores the test on a machine without redis-server.</summary>
    /// <param name="settings">Further settings, such as <c>--maxmemory</c>, <c>2mb</c>.</param>
    public static async Task<RedisServer> StartAsync(params string[] settings)
    {
        if (IsMissing)
        {
            Assert.Ignore("SKIPPED: there is no redis-server on this machine. Install the package redis-server, as build/verify.sh does if permitted.");
        }

        var server = new RedisServer(FreePort(), settings);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Kill();
        await server.RestartAsync();
        return server;
    }

    public static string ConfigurationOf(int port) =>
        $"127.0.0.1:{port},abortConnect=false,connectTimeout=2000,connectRetry=1,allowAdmin=true,asyncTimeout=60000";

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Kills the process.</summary>
    public void Kill()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            _process.WaitForExit();
        }
    }

    /// <summary>Starts the server again on its port, empty.</summary>
    public async Task RestartAsync()
    {
        Kill();
        _process?.Dispose();
        var start = new ProcessStartInfo(s_program!) { RedirectStandardOutput = true };
        foreach (var argument in (string[])["--port", $"{Port}", "--bind", "127.0.0.1", "--dir", _folder, "--save", "", "--appendonly", "no", .. _settings])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                _ = _process.StandardOutput.ReadToEndAsync();
                return;
            }
        }

        Assert.Fail("redis-server did not start.");
    }

    public Task<ConnectionMultiplexer> ConnectAsync() => ConnectAsync(Configuration);

    public static async Task<ConnectionMultiplexer> ConnectAsync(string configuration) => await ConnectionMultiplexer.ConnectAsync(configuration);

    /// <summary>How often the server has run a command.</summary>
    public static async Task<long> CountAsync(IConnectionMultiplexer connection, string command)
    {
        var statistics = await connection.GetServers()[0].InfoAsync("commandstats");
        var line = statistics.SelectMany(group => group).FirstOrDefault(entry => entry.Key == $"cmdstat_{command}").Value;
        return line is null ? 0 : long.Parse(line.Split(',')[0]["calls=".Length..]);
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
        return default;
    }
}
