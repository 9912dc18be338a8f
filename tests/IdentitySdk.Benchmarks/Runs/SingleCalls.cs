using IdentitySdk.Benchmarks.Clients;
using IdentitySdk.Benchmarks.Report;
using IdentitySdk.Benchmarks.Server;

namespace IdentitySdk.Benchmarks.Runs;

/// <summary>Single calls over loopback: sequential reads, reads by 16 concurrent callers, partial updates.</summary>
/// <remarks>The clients alternate every 20 milliseconds or so, long enough for collections: a slow second of the machine slows all of them down.</remarks>
internal static class SingleCalls
{
    private const int Rounds = 61;
    private const int Callers = 16;

    public static async Task<Section> RunAsync(ServerProcess server)
    {
        var clients = ClientFactory.All.ToDictionary(name => name, name => ClientFactory.Create(name, server.Behaving("pages-1")));
        var section = new Section("One call over loopback", "µs", "vs limit", "µs of processor time", "vs limit", "bytes", "vs limit");
        var reads = clients.ToDictionary(client => client.Key, client => (Func<Task>)(() => client.Value.GetAsync("00u1")));
        var updates = new Dictionary<string, Func<Task>>();
        foreach (var (name, client) in clients)
        {
            updates[name] = await client.PrepareUpdateAsync("00u1").ConfigureAwait(false);
            await WarmUp.RunAsync(() => RepeatAsync(reads[name], Callers, 32), () => RepeatAsync(updates[name], 1, 32)).ConfigureAwait(false);
        }

        var one = await CompareAsync(section, "one at a time", reads, 1, 200).ConfigureAwait(false);
        var sixteen = await CompareAsync(section, "16 at once", reads, Callers, 64).ConfigureAwait(false);
        await CompareAsync(section, "update", updates, 1, 200).ConfigureAwait(false);
        section.Figures.Add(new Figure("one call, bytes vs limit", 1.5, 1.2, one.Bytes));
        section.Figures.Add(new Figure("one call, time vs limit at concurrency 16", 1.3, 1.1, sixteen.Time));
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }

        return section;
    }

    /// <summary>Adds the rows of all clients.</summary>
    /// <returns>The SDK's ratios to the limit.</returns>
    private static async Task<(double Time, double Bytes)> CompareAsync(Section section, string title, Dictionary<string, Func<Task>> callsAsync, int callers, int times)
    {
        var turns = callsAsync.ToDictionary(call => call.Key, _ => new List<Usage>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, callAsync) in callsAsync)
            {
                turns[name].Add(await Usage.OfAsync(() => RepeatAsync(callAsync, callers, times)).ConfigureAwait(false));
            }
        }

        Cost Of(string name, Func<Usage, double> time) => new([.. turns[name].Select(turn => time(turn) / (callers * times))], Median.Of(turns[name].Select(turn => turn.Bytes / (callers * times))));
        foreach (var name in callsAsync.Keys)
        {
            var (cost, limit) = (Of(name, turn => turn.Time), Of(ClientFactory.Limit, turn => turn.Time));
            var (work, limitWork) = (Of(name, turn => turn.Work), Of(ClientFactory.Limit, turn => turn.Work));
            section.Add($"{title}, {name}", cost.Time * 1000, cost.TimeOver(limit), work.Time * 1000, work.TimeOver(limitWork), cost.Bytes, cost.BytesOver(limit));
        }

        var (mine, other) = (Of(ClientFactory.Sdk, turn => turn.Time), Of(ClientFactory.Limit, turn => turn.Time));
        return (mine.TimeOver(other), mine.BytesOver(other));
    }

    private static Task RepeatAsync(Func<Task> callAsync, int callers, int times) => Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
    {
        for (var call = 0; call < times; call++)
        {
            await callAsync().ConfigureAwait(false);
        }
    })));
}
