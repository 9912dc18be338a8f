using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary>Applies a plan: confirms it, shows the progress, writes a result for each change, and reports the outcome.</summary>
internal sealed class PlanApplication
{
    private readonly CliContext _context;
    private readonly ChangeOptions _change;
    private readonly Option<int?> _concurrency = CommonOptions.Number(
        "--concurrency", "Number of users to process concurrently (default: 4); the vendor's rate limit applies.");

    /// <summary>Adds the options to a command.</summary>
    public PlanApplication(Command command, CliContext context)
    {
        _context = context;
        _change = new ChangeOptions(command);
        command.AddOptions(_concurrency);
    }

    public bool IsDryRun(ParseResult command) => _change.IsDryRun(command);

    /// <summary>Applies a plan, or resumes it.</summary>
    /// <param name="command">The command.</param>
    /// <param name="settings">The output settings.</param>
    /// <param name="target">The vendor.</param>
    /// <param name="run">The plan and its files.</param>
    /// <param name="options">The guard and the protected users.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>The result; null for a dry run.</returns>
    public async Task<ApplyResult?> RunAsync(
        ParseResult command, OutputSettings settings, VendorConnection target, PlanRun run, ApplyOptions options, CancellationToken cancellationToken)
    {
        var resumed = File.Exists(run.JournalPath) ? $" Resumes {run.JournalPath}." : "";
        if (!_change.Confirm(command, _context, $"{target.Name}: {PlanLists.Summary(run.Plan)}{PlanLists.Deletions(run.Plan)}{resumed}"))
        {
            return null;
        }

        if (run.SavePath is { } path)
        {
            await PlanFile.SaveAsync(run.Plan, path, cancellationToken);
        }

        (options.Concurrency, options.TimeProvider) = (command.GetValue(_concurrency) ?? options.Concurrency, _context.TimeProvider);
        using var journal = ChangeJournal.Open(run.JournalPath, _context.TimeProvider);
        using var progress = new Progress(_context, "changes", () => target.RateLimits);
        try
        {
            var result = await run.Plan.ApplyAsync(target.Directory, journal, options, new Steps(progress), cancellationToken);
            progress.End();
            await PlanLists.WriteAsync(settings, _context, result.Results.Select(PlanRecords.Of), PlanRecords.ResultColumns);
            return result;
        }
        catch (PlanBlockedException exception)
        {
            throw GuardOptions.Blocked(exception);
        }
    }

    /// <summary>Reports a result in one line; nothing for a dry run.</summary>
    /// <exception cref="CommandException">Not every change was applied.</exception>
    public void Report(ApplyResult? result)
    {
        if (result is null)
        {
            return;
        }

        var resume = result.IsComplete ? "" : " Run the same command again to resume.";
        var line = $"{result}{(result.Stopped is { } stopped ? $"; stopped: {stopped}" : "")}.{resume}";
        if (result[ChangeOutcome.Unknown] > 0)
        {
            throw new CommandException(ExitCodes.OutcomeUnknown, line);
        }

        if (result[ChangeOutcome.Applied] + result[ChangeOutcome.AlreadySo] < result.Results.Count)
        {
            throw new CommandException(ExitCodes.Incomplete, line);
        }

        _context.Note(line);
    }

    /// <summary>Counts changes for the progress line; they are reported on several threads.</summary>
    private sealed class Steps(Progress progress) : IProgress<ApplyProgress>
    {
        private readonly Lock _lock = new();
        private int _done;

        public void Report(ApplyProgress value)
        {
            lock (_lock)
            {
                progress.Add(Math.Max(0, value.Done - _done));
                _done = Math.Max(_done, value.Done);
            }
        }
    }
}
