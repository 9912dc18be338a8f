namespace IdentitySdk.Benchmarks;

/// <summary>One program in four roles: the measurements, the server they talk to, a process that is timed from its start, and one for benchmarks without a network.</summary>
internal static class Program
{
    // Nothing of BenchmarkDotNet or Kestrel may be touched here: cold start is measured through this method.
    public static Task<int> Main(string[] arguments) => arguments switch
    {
        ["--server"] => Server.BenchmarkServer.RunAsync(),
        ["--first-user", var client, var address] => Runs.ColdStart.GetFirstUserAsync(client, new Uri(address)),
        ["--micro", var benchmarks, var name] => Micro.MicroRun.MeasureAsync(benchmarks, name),
        ["--all"] => Report.Suite.RunAsync(_ => true),
        ["--only", var name] => Report.Suite.RunAsync(section => section.Contains(name, StringComparison.OrdinalIgnoreCase)),
        _ => ExplainAsync(),
    };

    private static async Task<int> ExplainAsync()
    {
        await Console.Error.WriteLineAsync("usage: dotnet run -c Release --project tests/IdentitySdk.Benchmarks -- --all | --only <section>");
        return 2;
    }
}
