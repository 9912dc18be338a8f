using System.Diagnostics;
using System.Globalization;

namespace IdentitySdk.Benchmarks.Server;

/// <summary>The server in its own process, so that its allocations, collections and threads are not the clients'.</summary>
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

    /// <summary>How to start this program again in another role.</summary>
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

    /// <summary>A base address under which the server behaves in a certain way.</summary>
    public Uri Behaving(string mode) => new(_root, mode + "/");

    /// <summary>How many connections the server has accepted so far.</summary>
    public Task<long> CountConnectionsAsync() => AskAsync("connections");

    /// <summary>How long slow answers have taken the server so far.</summary>
    public async Task<TimeSpan> GetSlowTimeAsync() => TimeSpan.FromTicks(await AskAsync("slow").ConfigureAwait(false));

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        _http.Dispose();
    }

    private async Task<long> AskAsync(string what) => long.Parse(await _http.GetStringAsync(new Uri(_root, what)).ConfigureAwait(false), CultureInfo.InvariantCulture);
}
