using System.Diagnostics;
using System.Globalization;

namespace IdentitySdk.Benchmarks.Server;

/// <summary>The server in its own process, so that its allocations, collections and threads do not affect the clients'.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly Uri _root;
    private readonly HttpClient _http = new();

    private ServerProcess(Process process, Uri root) => (_process, _root) = (process, root);

    public static ServerProcess Start()
    {
        var process = Process.Start(Self("--server"))!;
        var address = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The server did not start.");
        return new ServerProcess(process, new Uri(address));
    }

    /// <summary>Gets the start information for this program in another role.</summary>
    public static ProcessStartInfo Self(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(ServerProcess).Assembly.Location);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    /// <summary>Gets the base address that selects a mode of the server.</summary>
    public Uri AddressOf(string mode) => mode.Length == 0 ? _root : new(_root, mode + "/");

    /// <summary>Gets the number of connections that the server has accepted so far.</summary>
    public Task<long> CountConnectionsAsync() => ReadCounterAsync("connections");

    /// <summary>Gets the time that the server has spent on slow responses so far.</summary>
    public async Task<TimeSpan> GetSlowTimeAsync() => TimeSpan.FromTicks(await ReadCounterAsync("slow").ConfigureAwait(false));

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        _http.Dispose();
    }

    private async Task<long> ReadCounterAsync(string path) => long.Parse(await _http.GetStringAsync(new Uri(_root, path)).ConfigureAwait(false), CultureInfo.InvariantCulture);
}
