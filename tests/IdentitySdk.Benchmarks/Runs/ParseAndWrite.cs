using IdentitySdk.Benchmarks.Micro;
using IdentitySdk.Benchmarks.Report;

namespace IdentitySdk.Benchmarks.Runs;

/// <summary>JSON to models and back, without a network.</summary>
internal static class ParseAndWrite
{
    public static Section Parse()
    {
        var costs = MicroRun.Run<ParseBenchmarks>(40);
        var (limit, utf8, newtonsoft) = (costs[nameof(ParseBenchmarks.Limit)], costs[nameof(ParseBenchmarks.SdkUtf8)], costs[nameof(ParseBenchmarks.SdkNewtonsoft)]);
        var section = Compare("Parse, per user", costs, limit);
        section.Figures.Add(new Figure("parse, time per user vs limit, Newtonsoft engine", 1.4, 1.2, newtonsoft.TimeOver(limit)));
        section.Figures.Add(new Figure("parse, time per user vs limit, UTF-8 engine", 1.1, 0.8, utf8.TimeOver(limit)));
        section.Figures.Add(new Figure("allocated bytes per user vs limit, Newtonsoft engine", 1.7, 1.3, newtonsoft.BytesOver(limit)));
        section.Figures.Add(new Figure("allocated bytes per user vs limit, UTF-8 engine", 1.7, 1.3, utf8.BytesOver(limit)));
        return section;
    }

    public static Section Write()
    {
        var costs = MicroRun.Run<WriteBenchmarks>(10_000);
        return Compare("Write, per user", costs, costs[nameof(WriteBenchmarks.Limit)]);
    }

    private static Section Compare(string title, Dictionary<string, Cost> costs, Cost limit)
    {
        var section = new Section(title, "ns", "vs limit", "bytes", "vs limit");
        foreach (var (name, cost) in costs)
        {
            section.Add(name, cost.Time, cost.TimeOver(limit), cost.Bytes, cost.BytesOver(limit));
        }

        return section;
    }
}
