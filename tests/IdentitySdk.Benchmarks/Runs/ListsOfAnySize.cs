using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using IdentitySdk.Benchmarks.Clients;
using IdentitySdk.Benchmarks.Report;
using IdentitySdk.Benchmarks.Server;

namespace IdentitySdk.Benchmarks.Runs;

/// <summary>Measures time and memory of lists of 1,000 to 1,000,000 realistic users, each in its own process.</summary>
internal static class ListsOfAnySize
{
    // The compiler's memory grows until all code is compiled.
    private const int WarmUpPages = 1500;
    private const int Rounds = 3;
    private static readonly int[] s_pages = [5, 500, 5000];

    /// <summary>Lists users and prints time and memory: the role of the measured process.</summary>
    public static async Task<int> ListAsync(string name, string address, string pages)
    {
        var root = new Uri(address);
        using (var warm = ClientFactory.Create(name, new Uri(root, $"real-{WarmUpPages}/")))
        {
            await warm.ListAsync(WarmUpPages).ConfigureAwait(false);
        }

        var count = int.Parse(pages, CultureInfo.InvariantCulture);
        using var client = ClientFactory.Create(name, new Uri(root, $"real-{count}/"));
        var usage = await Usage.OfAsync(async () => _ = await client.ListAsync(count).ConfigureAwait(false)).ConfigureAwait(false);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new Run(usage.Time, usage.Bytes, usage.Collections, process.PeakWorkingSet64)));
        return 0;
    }

    public static async Task<Section> RunAsync(ServerProcess server)
    {
        string[] names = [ClientFactory.Limit, ClientFactory.Sdk];
        var runs = new Dictionary<(string Name, int Pages), List<Run>>();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, pages) in names.SelectMany(name => s_pages.Select(pages => (name, pages))))
            {
                (runs.TryGetValue((name, pages), out var all) ? all : runs[(name, pages)] = []).Add(await StartAsync(name, server, pages).ConfigureAwait(false));
            }
        }

        var section = new Section("Lists of any size, each in a process of its own", "ms", "µs per user", "bytes per user", "gen-2 collections, worst", "MB of memory at the peak");
        double Memory(string name, int pages) => Median.Of(runs[(name, pages)].Select(run => run.Memory / 1e6));
        foreach (var ((name, pages), all) in runs)
        {
            var (users, time) = (pages * SampleUsers.PerPage, LowerQuartile.Of([.. all.Select(run => run.Time)]));
            section.Add(
                string.Create(CultureInfo.InvariantCulture, $"{users:#,##0} users, {name}"),
                time, time * 1000 / users, Median.Of(all.Select(run => run.Bytes)) / users, all.Max(run => run.Collections), Memory(name, pages));
        }

        section.Figures.Add(new Figure("1,000,000 users, memory vs 100,000", 1.05, 1.02, Memory(ClientFactory.Sdk, s_pages[2]) / Memory(ClientFactory.Sdk, s_pages[1])));
        section.Figures.Add(new Figure("gen-2 collections while listing 1,000,000 users, worst of the rounds", 0, 0, runs[(ClientFactory.Sdk, s_pages[2])].Max(run => run.Collections), "count"));
        return section;
    }

    private static async Task<Run> StartAsync(string name, ServerProcess server, int pages)
    {
        using var process = Process.Start(ServerProcess.Self("--list", name, server.AddressOf("").AbsoluteUri, pages.ToString(CultureInfo.InvariantCulture)))!;
        var line = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return JsonSerializer.Deserialize<Run>(line)!;
    }

    /// <param name="Time">Milliseconds.</param>
    /// <param name="Bytes">Allocated bytes.</param>
    /// <param name="Collections">Collections of generation 2.</param>
    /// <param name="Memory">The largest working set of the process, in bytes.</param>
    private sealed record Run(double Time, double Bytes, int Collections, long Memory);
}
