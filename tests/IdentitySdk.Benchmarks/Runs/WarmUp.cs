namespace IdentitySdk.Benchmarks.Runs;

/// <summary>Brings code to its last compilation tier before a measurement: the compared clients share one process, and the first would pay for the others.</summary>
internal static class WarmUp
{
    private const int Tiers = 8;

    /// <summary>Calls each delegate often enough for every compilation tier, and gives the compiler time.</summary>
    public static async Task RunAsync(params Func<Task>[] callsAsync)
    {
        for (var tier = 0; tier < Tiers; tier++)
        {
            foreach (var callAsync in callsAsync)
            {
                await callAsync().ConfigureAwait(false);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(300)).ConfigureAwait(false);
        }
    }
}
