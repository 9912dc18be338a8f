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
        "--plan", "File of the undo plan (default: the journal's name with .undo.json).", "file");

    private readonly Option<string> _created = CommonOptions.Choice(
        "--created", "What to do with users that the run created.", "policy", CreatedPolicy.Stop);

    private readonly ApplyContext _apply;

    public UndoCommand(CliContext context, VendorCatalog vendors)
        : base("undo", "Undo the changes of a run by its journal. Users that have changed since are skipped. Creates an undo plan and applies it immediately.")
    {
        _context = context;
        Arguments.Add(_journal);
        this.AddOptions(_plan, _created);
        _apply = new ApplyContext(this, context, vendors);
        SetAction(RunAsync);
    }

    public string Remarks => """
        With --dry-run, the changes are shown and the plan is not saved. Run the same command again to resume after an interruption.
        Examples:
          idsdk undo plan.json.journal --profile acme --dry-run
          idsdk undo plan.json.journal --profile acme --created delete --allow-losing 2 --yes
        """;

    private async Task RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var settings = _apply.Output.Read(command);
        var journalPath = command.GetRequiredValue(_journal);
        var planPath = command.GetValue(_plan) ?? journalPath + ".undo.json";
        await using var target = await _apply.Connect.OpenAsync(command, cancellationToken);
        var run = await PlanRun.ResumeOrCreateAsync(
            planPath, target.Directory, () => CreateAsync(command, journalPath, target, cancellationToken), cancellationToken);
        if (_apply.Application.IsDryRun(command))
        {
            await PlanLists.WriteAsync(settings, _context, PlanRecords.Of(run.Plan), PlanRecords.ChangeColumns);
        }

        _apply.Application.Report(await _apply.Application.RunAsync(command, settings, target, run, _apply.Read(command, run.Plan), cancellationToken));
    }

    private async Task<DirectoryPlan> CreateAsync(ParseResult command, string journalPath, VendorConnection target, CancellationToken cancellationToken)
    {
        using var journal = PlanFile.OpenExisting(journalPath, _context.TimeProvider);
        try
        {
            return await journal.CreateUndoPlanAsync(
                target.Directory,
                new UndoOptions
                {
                    Created = command.GetEnum<CreatedPolicy>(_created),
                    Protected = _apply.Protected(command),
                    Guard = _apply.Guard.Lift(command, new PlanGuard()),
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
