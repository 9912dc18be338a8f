using IdentitySdk.Benchmarks.Micro;
using IdentitySdk.Benchmarks.Report;

namespace IdentitySdk.Benchmarks.Runs;

/// <summary>Reads and writes models as JSON, without a network.</summary>
internal static class ParseAndWrite
{
    public static async Task<Section> ParseAsync()
    {
        var section = CreateSection("Parse, per user");
        var ratios = await MicroRun.CompareAsync<ParseBenchmarks>(section).ConfigureAwait(false);
        var (newtonsoft, utf8) = (ratios[nameof(ParseBenchmarks.SdkNewtonsoft)], ratios[nameof(ParseBenchmarks.SdkUtf8)]);
        section.Figures.Add(new Figure("parse, time per user vs limit, Newtonsoft.Json", 3.0, 2.0, newtonsoft.Time));
        section.Figures.Add(new Figure("parse, time per user vs limit, HTTP bodies", 1.1, 0.8, utf8.Time));
        section.Figures.Add(new Figure("allocated bytes per user vs limit, Newtonsoft.Json", 3.0, 2.0, newtonsoft.Bytes));
        section.Figures.Add(new Figure("allocated bytes per user vs limit, HTTP bodies", 1.7, 1.3, utf8.Bytes));
        return section;
    }

    public static async Task<Section> WriteAsync()
    {
        var section = CreateSection("Write, per user");
        var utf8 = (await MicroRun.CompareAsync<WriteBenchmarks>(section).ConfigureAwait(false))[nameof(WriteBenchmarks.SdkUtf8)];
        section.Figures.Add(new Figure("write a user, time vs limit, HTTP bodies", 1.1, 0.9, utf8.Time));
        section.Figures.Add(new Figure("write a user, bytes vs limit, HTTP bodies", 1.3, 1.1, utf8.Bytes));
        return section;
    }

    private static Section CreateSection(string title) => new(title, "ns", "vs limit", "bytes", "vs limit");
}
