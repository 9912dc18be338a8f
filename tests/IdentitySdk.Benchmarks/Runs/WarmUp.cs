namespace IdentitySdk.Benchmarks.Runs;

/// <summary>Brings code to its last tier before anything is measured: clients that are compared share one process, and the first would pay for the others.</summary>
internal static class WarmUp
{
    private const int Tiers = 8;

    /// <summary>Calls everything once for each tier of the just-in-time compiler and more, and gives it time to compile.</summary>
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
