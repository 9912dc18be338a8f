using System.Diagnostics;
using System.Runtime.InteropServices;
using IdentitySdk.Benchmarks.Runs;
using IdentitySdk.Benchmarks.Server;

namespace IdentitySdk.Benchmarks.Report;

/// <summary>Runs the measurements in sequence and prints their tables as Markdown.</summary>
internal static class Suite
{
    private static readonly (string Name, Func<ServerProcess, Task<Section>> RunAsync)[] s_sections =
    [
        ("parse", _ => ParseAndWrite.ParseAsync()),
        ("write", _ => ParseAndWrite.WriteAsync()),
        ("list", ListOfUsers.RunAsync),
        ("list of real users", ListOfUsers.RunRealAsync),
        ("list of real users, attribute read", ListOfUsers.RunRealReadAsync),
        ("list sizes", ListsOfAnySize.RunAsync),
        ("calls", SingleCalls.RunAsync),
        ("vendor calls", VendorCalls.RunAsync),
        ("connections", Connections.RunAsync),
        ("cold start", ColdStart.RunAsync),
        ("start forms", StartForms.RunAsync),
        ("prefetch", Prefetch.RunAsync),
        ("slow bodies", SlowBodies.RunAsync),
        ("quota", _ => Quota.RunAsync()),
        ("shared budgets", SharedBudgets.RunAsync),
        ("directory memory", _ => LargeDirectory.MemoryAsync()),
        ("directory hours", _ => LargeDirectory.HoursAsync()),
        ("code size", _ => Task.FromResult(CodeSize.Run())),
    ];

    public static async Task<int> RunAsync(Func<string, bool> isSelected)
    {
        using var server = ServerProcess.Start();
        var (started, sections) = (Stopwatch.GetTimestamp(), new List<Section>());
        foreach (var (name, runAsync) in s_sections.Where(section => isSelected(section.Name)))
        {
            await Console.Error.WriteLineAsync($"{Stopwatch.GetElapsedTime(started).TotalSeconds:0} s: {name}").ConfigureAwait(false);
            sections.Add(await runAsync(server).ConfigureAwait(false));

            // Print each result immediately, so that an aborted run does not lose it.
            await Console.Error.WriteLineAsync($"{string.Join('\n', sections[^1].Figures)}\n\n{sections[^1]}").ConfigureAwait(false);
        }

        Console.WriteLine($"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}\n");
        Console.WriteLine("| figure | must | aim | measured | verdict |\n| --- | --- | --- | --- | --- |");
        Console.WriteLine(string.Join('\n', sections.SelectMany(section => section.Figures)));
        Console.WriteLine();
        Console.WriteLine(string.Join('\n', sections));
        return 0;
    }
}
