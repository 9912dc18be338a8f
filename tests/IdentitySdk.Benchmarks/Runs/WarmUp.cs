namespace IdentitySdk.Benchmarks.Runs;

/// <summary>Brings code to its last compilation tier before a measurement, because the compared clients share one process.</summary>
internal static class WarmUp
{
    private const int Tiers = 8;

    /// <summary>Calls each delegate often enough for every compilation tier, with pauses for the compiler.</summary>
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
