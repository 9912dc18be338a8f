using IdentitySdk.Benchmarks.Report;

namespace IdentitySdk.Benchmarks.Runs;

/// <summary>Compares calls by alternating between them about every 20 ms, so that a slow phase of the machine affects all of them.</summary>
internal static class Alternation
{
    private const int Rounds = 61;

    /// <summary>Adds a row for each call.</summary>
    /// <param name="section">The section of the rows.</param>
    /// <param name="title">The prefix of the rows' names; empty for none.</param>
    /// <param name="callsAsync">The calls by name; the others are compared with the first one.</param>
    /// <param name="callers">The number of concurrent callers.</param>
    /// <param name="times">The number of calls of each caller in one run.</param>
    /// <returns>The ratios of time and bytes of each call to those of the first.</returns>
    public static async Task<IReadOnlyDictionary<string, (double Time, double Bytes)>> CompareAsync(
        Section section, string title, IReadOnlyDictionary<string, Func<Task>> callsAsync, int callers, int times)
    {
        var runs = callsAsync.ToDictionary(call => call.Key, _ => new List<Usage>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, callAsync) in callsAsync)
            {
                runs[name].Add(await Usage.OfAsync(() => RepeatAsync(callAsync, callers, times)).ConfigureAwait(false));
            }
        }

        Cost Of(string name, Func<Usage, double> time) => new([.. runs[name].Select(run => time(run) / (callers * times))], Median.Of(runs[name].Select(run => run.Bytes / (callers * times))));
        var first = callsAsync.Keys.First();
        var (limit, limitWork) = (Of(first, run => run.Time), Of(first, run => run.Work));
        var ratios = new Dictionary<string, (double Time, double Bytes)>();
        foreach (var name in callsAsync.Keys)
        {
            var (cost, work) = (Of(name, run => run.Time), Of(name, run => run.Work));
            ratios[name] = (cost.TimeOver(limit), cost.BytesOver(limit));
            section.Add(title.Length > 0 ? $"{title}, {name}" : name, cost.Time * 1000, cost.TimeOver(limit), work.Time * 1000, work.TimeOver(limitWork), cost.Bytes, cost.BytesOver(limit));
        }

        return ratios;
    }

    public static Task RepeatAsync(Func<Task> callAsync, int callers, int times) => Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
    {
        for (var call = 0; call < times; call++)
        {
            await callAsync().ConfigureAwait(false);
        }
    })));
}
