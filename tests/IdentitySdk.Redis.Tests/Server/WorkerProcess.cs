using System.Diagnostics;

namespace IdentitySdk.Tests.Redis;

/// <summary>One process of a fleet: the program in tests/IdentitySdk.Redis.Worker.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    // In the worker's own output folder, which has all of its dependencies.
    private static readonly string s_program =
        Path.Combine(AppContext.BaseDirectory.Replace("IdentitySdk.Redis.Tests", "IdentitySdk.Redis.Worker"), "IdentitySdk.Redis.Worker.dll");

    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(7);
    private readonly Process _process;
    private readonly Task<string> _errors;

    private WorkerProcess(Process process) => (_process, _errors) = (process, process.StandardError.ReadToEndAsync());

    /// <summary>Starts processes and waits until each is connected.</summary>
    public static async Task<WorkerProcess[]> StartAsync(int count, Func<int, string[]> arguments)
    {
        WorkerProcess[] workers = [.. Enumerable.Range(0, count).Select(index => Start(arguments(index)))];
        foreach (var worker in workers)
        {
            Assert.That(await worker.ReadAsync(), Is.EqualTo("ready"));
        }

        return workers;
    }

    /// <summary>Tells the process to begin.</summary>
    public Task BeginAsync() => _process.StandardInput.WriteLineAsync("begin");

    /// <summary>Reads the next line of output.</summary>
    public async Task<string> ReadAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(s_timeout) ?? throw new InvalidOperationException($"The process ended: {await _errors}");

    /// <summary>Reads the result.</summary>
    public async Task<int[]> ResultAsync() => [.. (await ReadAsync()).Split(' ').Select(int.Parse)];

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
        return default;
    }

    private static WorkerProcess Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[s_program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        return new WorkerProcess(Process.Start(start)!);
    }
}
