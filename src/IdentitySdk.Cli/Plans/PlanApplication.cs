using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary>Applies a plan: asks, shows the progress, writes a result for each change, and ends with the code that says what came of it.</summary>
internal sealed class PlanApplication
{
    private readonly CliContext _context;
    private readonly ChangeOptions _change;
    private readonly Option<int?> _concurrency = CommonOptions.Number(
        "--concurrency", "Users worked on at a time (default: 4; the vendor's rate limit decides the pace).");

    /// <summary>Adds the options to a command.</summary>
    public PlanApplication(Command command, CliContext context)
    {
        _context = context;
        _change = new ChangeOptions(command);
        command.Options.Add(_concurrency);
    }

    public bool IsDryRun(ParseResult command) => _change.IsDryRun(command);

    /// <summary>Applies a plan, or goes on with it.</summary>
    /// <param name="command">The command.</param>
    /// <param name="settings">How results are written.</param>
    /// <param name="target">The vendor.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="journalPath">The journal.</param>
    /// <param name="options">The guard to hold, and who is protected.</param>
    /// <param name="start">What is done once somebody has agreed, and before anything is sent; null for nothing.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>What came of it; null for a dry run.</returns>
    public async Task<ApplyResult?> RunAsync(
        ParseResult command,
        OutputSettings settings,
        VendorConnection target,
        DirectoryPlan plan,
        string journalPath,
        ApplyOptions options,
        Func<Task>? start,
        CancellationToken cancellationToken)
    {
        var goesOn = File.Exists(journalPath) ? $" It goes on with {journalPath}." : "";
        if (!_change.Confirm(command, _context, $"{target.Name}: {PlanLists.Summary(plan)}{PlanLists.Deletions(plan)}{goesOn}"))
        {
            return null;
        }

        await (start?.Invoke() ?? Task.CompletedTask);
        (options.Concurrency, options.TimeProvider) = (command.GetValue(_concurrency) ?? options.Concurrency, _context.TimeProvider);
        using var journal = ChangeJournal.Open(journalPath, _context.TimeProvider);
        using var progress = new Progress(_context, "changes", () => target.RateLimits);
        try
        {
            var result = await plan.ApplyAsync(target.Directory, journal, options, new Steps(progress), cancellationToken);
            progress.End();
            await PlanLists.WriteAsync(settings, _context, result.Results.Select(PlanRecords.Of), PlanRecords.ResultColumns);
            return result;
        }
        catch (PlanBlockedException exception)
        {
            throw GuardOptions.Blocked(exception);
        }
    }

    /// <summary>The code of a result, with one line about it.</summary>
    /// <exception cref="CommandException">Not every change was applied.</exception>
    public int Report(ApplyResult result)
    {
        var line = $"{result}{(result.Stopped is { } stopped ? $"; stopped: {stopped}" : "")}.";
        var again = result.IsComplete ? "" : " The same command goes on with the rest.";
        return result[ChangeOutcome.Unknown] > 0 ? throw new CommandException(ExitCodes.OutcomeUnknown, line + again)
            : result[ChangeOutcome.Applied] + result[ChangeOutcome.AlreadySo] < result.Results.Count ? throw new CommandException(ExitCodes.Incomplete, line + again)
            : Said(line);
    }

    private int Said(string line)
    {
        _context.Note(line);
        return ExitCodes.Success;
    }

    /// <summary>Counts changes for the progress line, where they come from several threads.</summary>
    private sealed class Steps(Progress progress) : IProgress<ApplyProgress>
    {
        private readonly Lock _lock = new();
        private int _done;

        public void Report(ApplyProgress value)
        {
            lock (_lock)
            {
                for (; _done < value.Done; _done++)
                {
                    progress.Add();
                }
            }
        }
    }
}
