using IdentitySdk.Benchmarks.Clients;
using IdentitySdk.Benchmarks.Report;
using IdentitySdk.Benchmarks.Server;

namespace IdentitySdk.Benchmarks.Runs;

/// <summary>Counts the connections that the server accepts.</summary>
internal static class Connections
{
    public static async Task<Section> RunAsync(ServerProcess server)
    {
        var section = new Section("New connections", "200 reads, 20 updates and 20 pages in sequence, after the first call", "then 16 callers with 10 reads each");
        foreach (var name in ClientFactory.All)
        {
            using var client = ClientFactory.Create(name, server.AddressOf("pages-20"));
            var updateAsync = await client.PrepareUpdateAsync("00u1").ConfigureAwait(false);
            var before = await server.CountConnectionsAsync().ConfigureAwait(false);
            for (var call = 0; call < 200; call++)
            {
                await client.GetAsync("00u1").ConfigureAwait(false);
                _ = call % 10 == 0 ? await updateAsync().ConfigureAwait(false) : null;
            }

            await client.ListAsync(20).ConfigureAwait(false);
            var inSequence = await server.CountConnectionsAsync().ConfigureAwait(false);
            await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => ReadAsync(client))).ConfigureAwait(false);
            section.Add(name, inSequence - before, await server.CountConnectionsAsync().ConfigureAwait(false) - inSequence);
            if (name == ClientFactory.Sdk)
            {
                section.Figures.Add(new Figure("new connections in sequential use after the first", 0, 0, inSequence - before, "count"));
            }
        }

        return section;
    }

    private static async Task ReadAsync(IUserClient client)
    {
        for (var call = 0; call < 10; call++)
        {
            await client.GetAsync("00u1").ConfigureAwait(false);
        }
    }
}
