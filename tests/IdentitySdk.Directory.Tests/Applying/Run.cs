using IdentitySdk.Directories;
using IdentitySdk.Tests.Journals;

namespace IdentitySdk.Tests.Applying;

/// <summary>Applies plans with in-memory journals.</summary>
internal static class Run
{
    /// <summary>Creates an in-memory journal, with the content of an earlier one if it is given.</summary>
    public static ChangeJournal Journal(out FullDisk disk, FullDisk? earlier = null, TimeProvider? clock = null) =>
        new(disk = earlier?.WithSpace() ?? new FullDisk(int.MaxValue), clock ?? TimeProvider.System);

    public static async Task<ApplyResult> ApplyAsync(DirectoryPlan plan, IUserDirectory directory, TimeProvider? clock = null, ApplyOptions? options = null)
    {
        using var journal = Journal(out _, clock: clock);
        options ??= new ApplyOptions();
        options.TimeProvider = clock ?? TimeProvider.System;
        return await plan.ApplyAsync(directory, journal, options);
    }

    public static string Outcomes(ApplyResult result) => string.Join(' ', result.Results.Select(change => change.Outcome));
}
