using System.Diagnostics;
using IdentitySdk.Benchmarks.Clients;
using IdentitySdk.Benchmarks.Report;
using IdentitySdk.Benchmarks.Server;

namespace IdentitySdk.Benchmarks.Runs;

/// <summary>Reads 32 bodies that take a second each, and measures the delay of a timer.</summary>
internal static class SlowBodies
{
    private const int Bodies = 32;
    private const int Rounds = 5;
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(10);

    public static async Task<Section> RunAsync(ServerProcess server)
    {
        var delays = ClientFactory.All.ToDictionary(name => name, _ => new List<double>());
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var name in ClientFactory.All)
            {
                using var client = ClientFactory.Create(name, server.AddressOf("trickle-1"));
                var bodies = Task.WhenAll(Enumerable.Range(0, Bodies).Select(_ => client.ListAsync(1)));
                var delay = await WorstDelayAsync(bodies).ConfigureAwait(false);
                if (round >= 0)
                {
                    delays[name].Add(delay);
                }
            }
        }

        var section = new Section("32 slow bodies in flight: worst delay of a 10 ms timer", "ms, median of the rounds", "ms, worst round");
        foreach (var name in ClientFactory.All)
        {
            section.Add(name, Median.Of(delays[name]), delays[name].Max());
        }

        section.Figures.Add(new Figure("worst timer delay with 32 slow bodies", 50, 20, Median.Of(delays[ClientFactory.Sdk]), "ms"));
        return section;
    }

    private static async Task<double> WorstDelayAsync(Task bodies)
    {
        var worst = 0.0;
        while (!bodies.IsCompleted)
        {
            var started = Stopwatch.GetTimestamp();
            await Task.Delay(s_tick).ConfigureAwait(false);
            worst = Math.Max(worst, (Stopwatch.GetElapsedTime(started) - s_tick).TotalMilliseconds);
        }

        await bodies.ConfigureAwait(false);
        return worst;
    }
}
