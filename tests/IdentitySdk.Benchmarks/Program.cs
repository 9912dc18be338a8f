namespace IdentitySdk.Benchmarks;

/// <summary>One program with four roles: the measurements, their server, a process for cold starts, and a process for benchmarks without a network.</summary>
internal static class Program
{
    // Use no BenchmarkDotNet or Kestrel here: cold start is measured through this method.
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
