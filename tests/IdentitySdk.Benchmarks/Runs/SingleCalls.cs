using IdentitySdk.Benchmarks.Clients;
using IdentitySdk.Benchmarks.Report;
using IdentitySdk.Benchmarks.Server;

namespace IdentitySdk.Benchmarks.Runs;

/// <summary>Measures single calls over loopback: sequential reads, reads by 16 concurrent callers, and partial updates.</summary>
internal static class SingleCalls
{
    private const int Callers = 16;

    public static async Task<Section> RunAsync(ServerProcess server)
    {
        var clients = ClientFactory.All.ToDictionary(name => name, name => ClientFactory.Create(name, server.AddressOf("pages-1")));
        var section = new Section("One call over loopback", "µs", "vs limit", "µs of processor time", "vs limit", "bytes", "vs limit");
        var reads = clients.ToDictionary(client => client.Key, client => (Func<Task>)(() => client.Value.GetAsync("00u1")));
        var updates = new Dictionary<string, Func<Task>>();
        foreach (var (name, client) in clients)
        {
            updates[name] = await client.PrepareUpdateAsync("00u1").ConfigureAwait(false);
            await WarmUp.RunAsync(() => Alternation.RepeatAsync(reads[name], Callers, 32), () => Alternation.RepeatAsync(updates[name], 1, 32)).ConfigureAwait(false);
        }

        var one = (await Alternation.CompareAsync(section, "one at a time", reads, 1, 200).ConfigureAwait(false))[ClientFactory.Sdk];
        var sixteen = (await Alternation.CompareAsync(section, "16 at once", reads, Callers, 64).ConfigureAwait(false))[ClientFactory.Sdk];
        var update = (await Alternation.CompareAsync(section, "update", updates, 1, 200).ConfigureAwait(false))[ClientFactory.Sdk];
        section.Figures.Add(new Figure("one call, bytes vs limit, one at a time", 1.25, 1.15, one.Bytes));
        section.Figures.Add(new Figure("one call, bytes vs limit, 16 at once", 1.25, 1.15, sixteen.Bytes));
        section.Figures.Add(new Figure("one call, time vs limit, one at a time", 1.15, 1.05, one.Time));
        section.Figures.Add(new Figure("one call, time vs limit, 16 at once", 1.15, 1.05, sixteen.Time));
        section.Figures.Add(new Figure("update call, bytes vs limit", 1.3, 1.15, update.Bytes));
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }

        return section;
    }
}
