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
    private readonly Option<string?> _plan = CommonOptions.Text("--plan", "File of the plan that undoes the run (default: the journal's name with .undo.json).", "file");
    private readonly Option<string> _created;
    private readonly Option<string[]> _protect = CommonOptions.Many("--protect", "User who is never touched: an id, login or email. May be repeated.", "user");
    private readonly GuardOptions _guard;
    private readonly PlanApplication _application;
    private readonly ConnectOptions _connect;
    private readonly OutputOptions _output;

    public UndoCommand(CliContext context, VendorCatalog vendors)
        : base("undo", "Take back what a run has done, by its journal; users who have changed since are left. It is a plan like any other, and is applied at once.")
    {
        _context = context;
        Arguments.Add(_journal);
        _created = CommonOptions.Choice(
            "--created", "What becomes of accounts that the run created.", "policy", "stop", [.. Enum.GetValues<CreatedPolicy>().Select(static policy => policy.ToString().ToLowerInvariant())]);
        foreach (Option option in new Option[] { _plan, _created, _protect })
        {
            Options.Add(option);
        }

        _guard = new GuardOptions(this);
        _application = new PlanApplication(this, context);
        _connect = new ConnectOptions(this, Patience.Of(context), vendors);
        _output = new OutputOptions(this);
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
        var settings = _output.Read(command);
        var journalPath = command.GetRequiredValue(_journal);
        var planPath = command.GetValue(_plan) ?? journalPath + ".undo.json";
        await using var target = await _connect.OpenAsync(command, cancellationToken);
        var goesOn = File.Exists(planPath) && File.Exists(PlanFile.JournalOf(planPath));
        var plan = goesOn
            ? await PlanFile.ReadAsync(planPath, target.Directory, cancellationToken)
            : await MakeAsync(command, journalPath, target, cancellationToken);
        var options = new ApplyOptions { Guard = _guard.Lift(command, plan.Guard), Protected = command.GetValue(_protect) ?? [] };
        if (_application.IsDryRun(command))
        {
            await PlanLists.WriteAsync(settings, _context, PlanRecords.Of(plan), PlanRecords.ChangeColumns);
        }

        Task SaveAsync() => goesOn ? Task.CompletedTask : PlanFile.SaveAsync(plan, planPath, cancellationToken);
        return await _application.RunAsync(command, settings, target, plan, PlanFile.JournalOf(planPath), options, SaveAsync, cancellationToken) is { } result
            ? _application.Report(result)
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
                    Protected = command.GetValue(_protect) ?? [],
                    Guard = _guard.Lift(command, new PlanGuard()),
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
