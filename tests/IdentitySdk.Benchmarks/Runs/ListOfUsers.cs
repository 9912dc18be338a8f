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

    public static async Task<Section> RunAsync(ServerProcess server)
    {
        var runs = ClientFactory.All.ToDictionary(name => name, _ => new List<Usage>());
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var name in ClientFactory.All)
            {
                using var client = ClientFactory.Create(name, server.Behaving($"pages-{Pages}"));
                var run = await MeasureAsync(client).ConfigureAwait(false);
                if (round >= 0)
                {
                    runs[name].Add(run);
                }
            }
        }

        var section = new Section("List 100,000 users", "ms", "vs limit", "ms of processor time", "vs limit", "bytes per user", "vs limit", "gen-2 collections, worst");
        Cost Of(string name) => new([.. runs[name].Select(run => run.Time)], Median.Of(runs[name].Select(run => run.Bytes)) / Users);
        foreach (var name in ClientFactory.All)
        {
            var (cost, limit) = (Of(name), Of(ClientFactory.Limit));
            var (work, limitWork) = (new Cost([.. runs[name].Select(run => run.Work)], 0), new Cost([.. runs[ClientFactory.Limit].Select(run => run.Work)], 0));
            section.Add(name, cost.Time, cost.TimeOver(limit), work.Time, work.TimeOver(limitWork), cost.Bytes, cost.BytesOver(limit), runs[name].Max(run => run.Collections));
        }

        section.Figures.Add(new Figure("list 100,000 users, wall vs limit", 1.4, 1.1, Of(ClientFactory.Sdk).TimeOver(Of(ClientFactory.Limit))));
        section.Figures.Add(new Figure("gen-2 collections while listing 100,000, worst of the rounds", 1, 0, runs[ClientFactory.Sdk].Max(run => run.Collections), "count"));
        return section;
    }

    private static Task<Usage> MeasureAsync(IUserClient client)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Usage.OfAsync(async () =>
        {
            var count = await client.ListAsync(Pages).ConfigureAwait(false);
            _ = count == Users ? count : throw new InvalidOperationException($"{client} found {count} users.");
        });
    }
}
