using IdentitySdk.Benchmarks.Clients;
using IdentitySdk.Benchmarks.Micro;
using IdentitySdk.Benchmarks.Report;
using Perfolizer.Horology;

namespace IdentitySdk.Benchmarks.Runs;

/// <summary>Single calls over loopback.</summary>
internal static class SingleCalls
{
    public static Section Run()
    {
        var costs = MicroRun.Run<CallBenchmarks>(Chronometer.BestClock);
        var work = MicroRun.Run<CallBenchmarks>(CpuClock.Instance);
        var section = new Section("One call over loopback", "µs", "vs limit", "µs of processor time", "vs limit", "bytes", "vs limit");
        foreach (var method in new[] { nameof(CallBenchmarks.OneAtATime), nameof(CallBenchmarks.SixteenAtOnce), nameof(CallBenchmarks.Update) })
        {
            var (limit, limitWork) = (costs[$"{method}/{ClientFactory.Limit}"], work[$"{method}/{ClientFactory.Limit}"]);
            foreach (var client in ClientFactory.All)
            {
                var (cost, mine) = (costs[$"{method}/{client}"], work[$"{method}/{client}"]);
                section.Add($"{method}, {client}", cost.Time / 1000, cost.TimeOver(limit), mine.Time / 1000, mine.TimeOver(limitWork), cost.Bytes, cost.BytesOver(limit));
            }
        }

        Cost Of(string method, string client) => costs[$"{method}/{client}"];
        section.Figures.Add(new Figure("one call, bytes vs limit", 1.5, 1.2, Of(nameof(CallBenchmarks.OneAtATime), ClientFactory.Sdk).BytesOver(Of(nameof(CallBenchmarks.OneAtATime), ClientFactory.Limit))));
        section.Figures.Add(new Figure("one call, time vs limit at concurrency 16", 1.3, 1.1, Of(nameof(CallBenchmarks.SixteenAtOnce), ClientFactory.Sdk).TimeOver(Of(nameof(CallBenchmarks.SixteenAtOnce), ClientFactory.Limit))));
        return section;
    }
}
