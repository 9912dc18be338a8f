using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary><c>idsdk undo</c></summary>
internal sealed class UndoCommand : Command, IDescribedCommand
{
    private readonly CliContext _context;
    private readonly Argument<string> _journal = new("journal") { Description = "The journal of the run, such as plan.json.journal." };
    private readonly Option<string?> _plan = CommonOptions.Text(
        "--plan", "File of the plan that undoes the run (default: the journal's name with .undo.json).", "file");

    private readonly Option<string> _created;
    private readonly ApplyRules _rules;

    public UndoCommand(CliContext context, VendorCatalog vendors)
        : base("undo", "Take back what a run has done, by its journal; users who have changed since are left. It is a plan like any other, and is applied at once.")
    {
        _context = context;
        Arguments.Add(_journal);
        _created = CommonOptions.Choice(
            "--created", "What becomes of accounts that the run created.", "policy", "stop",
            [.. Enum.GetValues<CreatedPolicy>().Select(static policy => policy.ToString().ToLowerInvariant())]);
        Options.Add(_plan);
        Options.Add(_created);
        _rules = new ApplyRules(this, context, vendors);
        SetAction(RunAsync);
    }

    public string Remarks => """
        With --dry-run, what would be done is shown and saved nowhere. One that was stopped or killed goes on with the same command.
        Examples:
          idsdk undo plan.json.journal --profile acme --dry-run
          idsdk undo plan.json.journal --profile acme --created delete --allow-losing 2 --yes
        """;

    private async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var settings = _rules.Output.Read(command);
        var journalPath = command.GetRequiredValue(_journal);
        var planPath = command.GetValue(_plan) ?? journalPath + ".undo.json";
        await using var target = await _rules.Connect.OpenAsync(command, cancellationToken);
        var goesOn = File.Exists(planPath) && File.Exists(PlanFile.JournalOf(planPath));
        var plan = goesOn
            ? await PlanFile.ReadAsync(planPath, target.Directory, cancellationToken)
            : await MakeAsync(command, journalPath, target, cancellationToken);
        if (_rules.Application.IsDryRun(command))
        {
            await PlanLists.WriteAsync(settings, _context, PlanRecords.Of(plan), PlanRecords.ChangeColumns);
        }

        Task SaveAsync() => goesOn ? Task.CompletedTask : PlanFile.SaveAsync(plan, planPath, cancellationToken);
        return await _rules.Application.RunAsync(command, settings, target, plan, PlanFile.JournalOf(planPath), _rules.Read(command, plan), SaveAsync, cancellationToken) is { } result
            ? _rules.Application.Report(result)
            : ExitCodes.Success;
    }

    private async Task<DirectoryPlan> MakeAsync(ParseResult command, string journalPath, VendorConnection target, CancellationToken cancellationToken)
    {
        using var journal = PlanFile.OpenExisting(journalPath, _context.TimeProvider);
        try
        {
            return await journal.CreateUndoPlanAsync(
                target.Directory,
                new UndoOptions
                {
                    Created = Enum.Parse<CreatedPolicy>(command.GetRequiredValue(_created), ignoreCase: true),
                    Protected = _rules.Protected(command),
                    Guard = _rules.Guard.Lift(command, new PlanGuard()),
                    TimeProvider = _context.TimeProvider,
                },
                cancellationToken);
        }
        catch (PlanBlockedException exception)
        {
            throw GuardOptions.Blocked(exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new UsageException(exception.Message);
        }
    }
}
