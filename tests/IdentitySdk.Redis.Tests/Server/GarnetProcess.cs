#if !NETSTANDARD_BUILD
using Garnet;

namespace IdentitySdk.Tests.Redis;

/// <summary>Garnet, a Redis-compatible server in this process, for machines without redis-server.</summary>
internal sealed class GarnetProcess(GarnetServer server) : IAsyncDisposable
{
    public static (IAsyncDisposable Server, string Configuration) Start()
    {
        var port = RedisServer.FreePort();
        var server = new GarnetServer(
            ["--port", $"{port}", "--bind", "127.0.0.1", "--lua", "--lua-transaction-mode", "--memory", "64m", "--index", "16m", "--logger-level", "Error"]);
        server.Start();
        return (new GarnetProcess(server), RedisServer.ConfigurationOf(port));
    }

    public ValueTask DisposeAsync()
    {
        server.Dispose();
        return default;
    }
}
#endif
