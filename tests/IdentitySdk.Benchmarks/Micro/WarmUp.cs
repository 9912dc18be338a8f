namespace IdentitySdk.Benchmarks.Micro;

/// <summary>Brings code to its last tier before anything is measured: all that is compared shares one process, and the first would pay for the others.</summary>
internal static class WarmUp
{
    private const int Tiers = 8;
    private static readonly HashSet<string> s_done = [];

    /// <summary>Calls everything often enough for each tier of the just-in-time compiler, and gives it time to compile; once for each name.</summary>
    public static async Task OnceAsync(string name, int calls, params Func<object?>[] actions)
    {
        if (!s_done.Add(name))
        {
            return;
        }

        for (var tier = 0; tier < Tiers; tier++)
        {
            for (var call = 0; call < calls; call++)
            {
                foreach (var action in actions)
                {
                    await (action() as Task ?? Task.CompletedTask).ConfigureAwait(false);
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(300)).ConfigureAwait(false);
        }
    }
}
