using IdentitySdk.Benchmarks.Report;

namespace IdentitySdk.Benchmarks.Runs;

/// <summary>Calls that take turns every 20 milliseconds or so, long enough for collections: a slow second of the machine slows all of them down.</summary>
internal static class Turns
{
    private const int Rounds = 61;

    /// <summary>Adds a row for each call.</summary>
    /// <param name="section">Where the rows go.</param>
    /// <param name="title">What the rows' names begin with; empty for nothing.</param>
    /// <param name="callsAsync">The calls by name; the first one is what the others are compared with.</param>
    /// <param name="callers">The number of concurrent callers.</param>
    /// <param name="times">The number of calls of each caller in a turn.</param>
    /// <returns>Time and bytes of each call over those of the first.</returns>
    public static async Task<IReadOnlyDictionary<string, (double Time, double Bytes)>> CompareAsync(
        Section section, string title, IReadOnlyDictionary<string, Func<Task>> callsAsync, int callers, int times)
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
        var first = callsAsync.Keys.First();
        var (limit, limitWork) = (Of(first, turn => turn.Time), Of(first, turn => turn.Work));
        var ratios = new Dictionary<string, (double Time, double Bytes)>();
        foreach (var name in callsAsync.Keys)
        {
            var (cost, work) = (Of(name, turn => turn.Time), Of(name, turn => turn.Work));
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
