using IdentitySdk.Benchmarks.Clients;
using IdentitySdk.Benchmarks.Report;
using IdentitySdk.Benchmarks.Server;

namespace IdentitySdk.Benchmarks.Runs;

/// <summary>Lists 100,000 users in 500 pages, item by item.</summary>
internal static class ListOfUsers
{
    private const int Pages = 500;
    private const int Users = Pages * SampleUsers.PerPage;
    private const int Rounds = 7;
    private static readonly string[] s_all = [ClientFactory.Limit, ClientFactory.Lossless, ClientFactory.Sdk, ClientFactory.Stock, ClientFactory.Refit];

    /// <summary>Lists users with few unmapped members.</summary>
    public static Task<Section> RunAsync(ServerProcess server) => CompareAsync("List 100,000 users", server.AddressOf($"pages-{Pages}"), ClientFactory.All, false, (1.4, 1.1), (1.7, 1.3));

    /// <summary>Lists realistic users without reading unmapped members.</summary>
    public static Task<Section> RunRealAsync(ServerProcess server) =>
        CompareAsync("List 100,000 real users", server.AddressOf($"real-{Pages}"), s_all, false, (1.0, 0.85), (1.3, 1.1));

    /// <summary>Lists realistic users and reads one custom attribute of each.</summary>
    public static Task<Section> RunRealReadAsync(ServerProcess server) => CompareAsync(
        "List 100,000 real users, one custom attribute of each read", server.AddressOf($"real-{Pages}"), [.. s_all, ClientFactory.SdkTokens], true, (1.05, 0.9), (1.4, 1.15));

    private static async Task<Section> CompareAsync(
        string title, Uri address, string[] names, bool readsAttribute, (double Must, double Aim) wall, (double Must, double Aim) bytes)
    {
        var runs = names.ToDictionary(name => name, _ => new List<Usage>());
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var name in names)
            {
                using var client = ClientFactory.Create(name, address);
                var run = await MeasureAsync(client, readsAttribute).ConfigureAwait(false);
                if (round >= 0)
                {
                    runs[name].Add(run);
                }
            }
        }

        var section = new Section(title, "ms", "vs limit", "ms of processor time", "vs limit", "bytes per user", "vs limit", "gen-2 collections, worst");
        Cost Of(string name) => new([.. runs[name].Select(run => run.Time)], Median.Of(runs[name].Select(run => run.Bytes)) / Users);
        foreach (var name in names)
        {
            var (cost, limit) = (Of(name), Of(ClientFactory.Limit));
            var (work, limitWork) = (new Cost([.. runs[name].Select(run => run.Work)], 0), new Cost([.. runs[ClientFactory.Limit].Select(run => run.Work)], 0));
            section.Add(name, cost.Time, cost.TimeOver(limit), work.Time, work.TimeOver(limitWork), cost.Bytes, cost.BytesOver(limit), runs[name].Max(run => run.Collections));
        }

        var figure = char.ToLowerInvariant(title[0]) + title[1..];
        section.Figures.Add(new Figure($"{figure}, wall vs limit", wall.Must, wall.Aim, Of(ClientFactory.Sdk).TimeOver(Of(ClientFactory.Limit))));
        section.Figures.Add(new Figure($"{figure}, bytes vs limit", bytes.Must, bytes.Aim, Of(ClientFactory.Sdk).BytesOver(Of(ClientFactory.Limit))));
        section.Figures.Add(new Figure($"{figure}, gen-2 collections, worst of the rounds", 0, 0, runs[ClientFactory.Sdk].Max(run => run.Collections), "count"));
        return section;
    }

    private static Task<Usage> MeasureAsync(IUserClient client, bool readsAttribute)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Usage.OfAsync(async () =>
        {
            var count = await client.ListAsync(Pages, readsAttribute).ConfigureAwait(false);
            _ = count == Users ? count : throw new InvalidOperationException($"{client} found {count} users.");
        });
    }
}
