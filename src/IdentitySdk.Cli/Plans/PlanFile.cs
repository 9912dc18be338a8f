using IdentitySdk.Cli.Hosting;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary>Saved plans and journals; what is wrong with a file is one line.</summary>
internal static class PlanFile
{
    /// <summary>The journal of a plan, if none is named.</summary>
    public static string JournalOf(string plan) => plan + ".journal";

    /// <summary>Reads a plan for a directory.</summary>
    /// <exception cref="UsageException">There is no plan, it was edited, or it is for another tenant.</exception>
    public static async Task<DirectoryPlan> ReadAsync(string path, IUserDirectory directory, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            throw new UsageException($"{path} is a folder.");
        }

        try
        {
            var plan = await DirectoryPlan.OpenAsync(path, cancellationToken);
            return plan.Tenant == directory.Tenant
                ? plan
                : throw new UsageException($"{path} is a plan for {plan.Tenant}, and this is {directory.Tenant}.");
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{path}: {exception.Message}");
        }
    }

    /// <summary>Saves a plan, whole or not at all.</summary>
    /// <exception cref="UsageException">It cannot be written there.</exception>
    public static async Task SaveAsync(DirectoryPlan plan, string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            throw new UsageException($"{path} is a folder.");
        }

        try
        {
            await plan.SaveAsync(path, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandException(ExitCodes.Failed, $"{path} cannot be written: {exception.Message}");
        }
    }

    /// <summary>Opens a journal that has to exist.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static ChangeJournal OpenExisting(string path, TimeProvider clock) => Directory.Exists(path)
        ? throw new UsageException($"{path} is a folder.")
        : File.Exists(path) ? ChangeJournal.Open(path, clock) : throw new UsageException($"There is no journal {path}.");
}
