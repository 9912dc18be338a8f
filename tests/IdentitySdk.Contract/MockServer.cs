using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace IdentitySdk.Tests;

/// <summary>A Prism process on loopback that serves one specification and reports requests that violate it.</summary>
internal sealed class MockServer : IAsyncDisposable
{
    private readonly Process _process;

    private MockServer(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Starts the server and waits until it listens.</summary>
    public static async Task<MockServer> StartAsync(string specification, CancellationToken cancellationToken)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        var prism = Repository.Path("build", "contract", "node_modules", "@stoplight", "prism-cli", "dist", "index.js");
        foreach (var argument in new[] { prism, "mock", "--errors", "--host", "127.0.0.1", "--port", $"{port}", ForPrism(specification) })
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new List<string?>();
        void ReadLine(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.Add(line.Data);
            }

            if (line.Data?.Contains("Prism is listening", StringComparison.Ordinal) == true)
            {
                listening.TrySetResult();
            }
        }

        process.OutputDataReceived += ReadLine;
        process.ErrorDataReceived += ReadLine;
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"Prism exited before it was listening. {string.Join("\n", output)}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new MockServer(process, new Uri($"http://127.0.0.1:{port}"));
        try
        {
            await listening.Task.WaitAsync(TimeSpan.FromMinutes(2), cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Copies the specification without parameters that are sent as part of the media type: Prism expects them in separate headers, and fails if a list is
    /// missing.
    /// </summary>
    private static string ForPrism(string specification)
    {
        var text = File.ReadAllText(specification);
        foreach (Match parameter in Regex.Matches(text, @"^    (\w+):\r?\n(?:      .*\r?\n)*?      x-media-type-parameter: true", RegexOptions.Multiline))
        {
            text = Regex.Replace(text, $@"^ *- \$ref: '#/components/parameters/{parameter.Groups[1].Value}'\r?\n", "", RegexOptions.Multiline);
        }

        var copy = Path.Combine(Directory.CreateTempSubdirectory("contract-").FullName, "openapi.yaml");
        File.WriteAllText(copy, text);
        return copy;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
