using IdentitySdk.Cli.Hosting;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary>Reads and writes plans and journals; a file error is reported in one line.</summary>
internal static class PlanFile
{
    /// <summary>The default file of a plan's journal.</summary>
    public static string JournalOf(string plan) => plan + ".journal";

    /// <summary>Reads a plan for a directory.</summary>
    /// <exception cref="UsageException">There is no plan, it was edited, or it is for another tenant.</exception>
    public static async Task<DirectoryPlan> ReadAsync(string path, IUserDirectory directory, CancellationToken cancellationToken)
    {
        FileErrors.ThrowIfFolder(path);
        try
        {
            var plan = await DirectoryPlan.OpenAsync(path, cancellationToken);
            return plan.Tenant == directory.Tenant
                ? plan
                : throw new UsageException($"{path} is a plan for {plan.Tenant}, but the target is {directory.Tenant}.");
        }
        catch (Exception exception) when (exception is InvalidDataException || FileErrors.Has(exception))
        {
            throw new UsageException($"{path}: {exception.Message}");
        }
    }

    /// <summary>Saves a plan atomically.</summary>
    /// <exception cref="CommandException">The file cannot be written.</exception>
    public static async Task SaveAsync(DirectoryPlan plan, string path, CancellationToken cancellationToken)
    {
        FileErrors.ThrowIfFolder(path);
        try
        {
            await plan.SaveAsync(path, cancellationToken);
        }
        catch (Exception exception) when (FileErrors.Has(exception))
        {
            throw new CommandException(ExitCodes.Failed, $"{path} cannot be written: {exception.Message}");
        }
    }

    /// <summary>Opens an existing journal.</summary>
    /// <exception cref="UsageException">There is no journal.</exception>
    public static ChangeJournal OpenExisting(string path, TimeProvider clock)
    {
        FileErrors.ThrowIfFolder(path);
        return File.Exists(path) ? ChangeJournal.Open(path, clock) : throw new UsageException($"There is no journal {path}.");
    }
}
