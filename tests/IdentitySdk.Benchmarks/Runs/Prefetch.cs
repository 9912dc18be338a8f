using System.Diagnostics;
using IdentitySdk.Benchmarks.Clients;
using IdentitySdk.Benchmarks.Report;
using IdentitySdk.Benchmarks.Server;

namespace IdentitySdk.Benchmarks.Runs;

/// <summary>A list whose server takes 20 ms a page and whose caller takes 15 ms a page.</summary>
internal static class Prefetch
{
    private const int Pages = 100;
    private const int Rounds = 3;
    private static readonly TimeSpan s_work = TimeSpan.FromMilliseconds(15);

    public static async Task<Section> RunAsync(ServerProcess server)
    {
        var times = ClientFactory.All.ToDictionary(name => name, _ => new List<double>());
        var (answers, works) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var name in ClientFactory.All)
            {
                using var client = ClientFactory.Create(name, server.Behaving($"slow-{Pages}"));
                times[name].Add(await TimeAsync(() => client.ListAsync(Pages, () => Task.Delay(s_work))).ConfigureAwait(false) / Pages);
            }

            // A timer of 20 ms takes a little more: what the server really takes is measured with a client that does nothing else.
            using var http = ClientFactory.CreateHttp(server.Behaving($"slow-{Pages}"));
            for (var page = 0; page < Pages / 2; page++)
            {
                answers.Add(await TimeAsync(() => http.GetByteArrayAsync("api/v1/users?limit=200")).ConfigureAwait(false));
                works.Add(await TimeAsync(() => Task.Delay(s_work)).ConfigureAwait(false));
            }
        }

        var (answer, work) = (answers.Average(), works.Average());
        var section = new Section("A page every 20 ms, 15 ms of work on each", "ms per page", "vs max(server, caller)", "vs 20 ms");
        section.Add("server alone", answer, answer / Math.Max(answer, work), answer / 20);
        section.Add("caller alone", work, work / Math.Max(answer, work), work / 20);
        foreach (var name in ClientFactory.All)
        {
            var time = Median.Of(times[name]);
            section.Add(name, time, time / Math.Max(answer, work), time / 20);
        }

        section.Figures.Add(new Figure("list with prefetch, per page vs max(server, caller)", 1.15, 1.05, Median.Of(times[ClientFactory.Sdk]) / Math.Max(answer, work)));
        return section;
    }

    private static async Task<double> TimeAsync(Func<Task> actAsync)
    {
        var started = Stopwatch.GetTimestamp();
        await actAsync().ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
