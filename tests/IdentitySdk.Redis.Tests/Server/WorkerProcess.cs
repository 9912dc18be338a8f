using System.Diagnostics;

namespace IdentitySdk.Tests.Redis;

/// <summary>One process of a fleet: the program in tests/IdentitySdk.Redis.Worker.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    // Beside its own dependencies: this folder lacks those that ASP.NET Core brings.
    private static readonly string s_program =
        Path.Combine(AppContext.BaseDirectory.Replace("IdentitySdk.Redis.Tests", "IdentitySdk.Redis.Worker"), "IdentitySdk.Redis.Worker.dll");

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(7);
    private readonly Process _process;
    private readonly Task<string> _errors;

    private WorkerProcess(Process process) => (_process, _errors) = (process, process.StandardError.ReadToEndAsync());

    /// <summary>Starts processes, and waits until each is connected.</summary>
    public static async Task<WorkerProcess[]> StartAsync(int count, Func<int, string[]> arguments)
    {
        WorkerProcess[] workers = [.. Enumerable.Range(0, count).Select(index => Start(arguments(index)))];
        foreach (var worker in workers)
        {
            Assert.That(await worker.ReadAsync(), Is.EqualTo("ready"));
        }

        return workers;
    }

    /// <summary>Lets it begin.</summary>
    public Task BeginAsync() => _process.StandardInput.WriteLineAsync("begin");

    /// <summary>The next line that it writes.</summary>
    public async Task<string> ReadAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(s_patience) ?? throw new InvalidOperationException($"The process ended: {await _errors}");

    /// <summary>The numbers that it ends with.</summary>
    public async Task<int[]> ResultAsync() => [.. (await ReadAsync()).Split(' ').Select(int.Parse)];

    /// <summary>SIGKILL.</summary>
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
