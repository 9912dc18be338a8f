namespace IdentitySdk.Benchmarks;

/// <summary>One program with several roles: the measurements, their server, and the measured processes.</summary>
internal static class Program
{
    // Use no BenchmarkDotNet or Kestrel here: cold start is measured through this method.
    public static Task<int> Main(string[] arguments) => arguments switch
    {
        ["--server"] => Server.BenchmarkServer.RunAsync(),
        ["--first-user", var client, var address] => Runs.ColdStart.GetFirstUserAsync(client, new Uri(address)),
        ["--assemblies", var address] => Runs.ColdStart.CountAssembliesAsync(new Uri(address)),
        ["--list", var client, var address, var pages] => Runs.ListsOfAnySize.ListAsync(client, address, pages),
        ["--micro", var benchmarks, var name] => Micro.MicroRun.MeasureAsync(benchmarks, name),
        ["--budget", var store, var port, var callers] => Runs.SharedBudgets.TakeAsync(store, port, callers),
        ["--check-bytes", var path] => Runs.AllocatedBytes.CheckAsync(path, isRecorded: false),
        ["--record-bytes", var path] => Runs.AllocatedBytes.CheckAsync(path, isRecorded: true),
        ["--all"] => Report.Suite.RunAsync(_ => true),
        ["--without", var name] => Report.Suite.RunAsync(section => !section.Contains(name, StringComparison.OrdinalIgnoreCase)),
        ["--only", var name] => Report.Suite.RunAsync(section => section.Contains(name, StringComparison.OrdinalIgnoreCase)),
        _ => ExplainAsync(),
    };

    private static async Task<int> ExplainAsync()
    {
        await Console.Error.WriteLineAsync("usage: dotnet run -c Release --project tests/IdentitySdk.Benchmarks -- --all | --only <section> | --without <section> | --check-bytes <file> | --record-bytes <file>");
        return 2;
    }
}
