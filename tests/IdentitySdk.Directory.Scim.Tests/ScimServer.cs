using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace IdentitySdk.Scim;

/// <summary>The independent Node.js server in Server/. It exits when its standard input is closed, and therefore with this process.</summary>
internal sealed class ScimServer : IDisposable
{
    private const string Token = "token-of-the-tests";

    private readonly Process _process;

    private ScimServer(Process process, int port) => (_process, Address) = (process, new Uri($"http://127.0.0.1:{port}/scim/"));

    public Uri Address { get; }

    /// <summary>Why the server is not available; null if it is.</summary>
    public static string? Missing => !System.IO.Directory.Exists(Path.Combine(Folder, "node_modules"))
        ? "skipped: no npm packages of the SCIM server (build/verify.sh --full installs them)"
        : !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node"))) ? "skipped: no node" : null;

    private static string Folder => Tests.Repository.Path("tests", "IdentitySdk.Directory.Scim.Tests", "Server");

    public static async Task<ScimServer> StartAsync()
    {
        var start = new ProcessStartInfo("node", "server.mjs") { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["SCIM_TOKEN"] = Token;
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync();
        return new ScimServer(process, int.Parse(line!, CultureInfo.InvariantCulture));
    }

    public HttpClient Client() => new()
    {
        BaseAddress = Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Token) },
    };

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
