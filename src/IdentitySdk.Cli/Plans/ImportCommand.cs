using System.CommandLine;
using System.Globalization;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary><c>idsdk import</c></summary>
internal sealed class ImportCommand : Command, IDescribedCommand
{
    private readonly PlanningContext _planning;
    private readonly PlanApplication _application;
    private readonly Argument<string> _source = new("source") { Description = $"The people. {SourceOptions.Help}" };
    private readonly Option<string?> _plan = CommonOptions.Text(
        "--plan", "File of the plan (default: import.plan.json); its journal stands beside it.", "file");

    public ImportCommand(CliContext context, VendorCatalog vendors)
        : base("import", "Create and update users so that they are as in a file or another directory: plan and apply in one. Run it again to go on after a stop.")
    {
        Arguments.Add(_source);
        Options.Add(_plan);
        _planning = new PlanningContext(this, context, vendors);
        _application = new PlanApplication(this, context);
        SetAction(RunAsync);
    }

    public string Remarks => """
        A run that was stopped or killed goes on with its plan, whatever the source says by then; a run that has come to its end keeps plan and journal under
        a name with its time, for idsdk verify and idsdk undo.
        Examples:
          idsdk import people.jsonl --profile acme --dry-run
          idsdk import people.csv --map Mail=login,email --manage title,department --missing suspend --profile acme --yes
        """;

    private async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var settings = _planning.Output.Read(command);
        var path = command.GetValue(_plan) ?? "import.plan.json";
        await using var target = await _planning.Connect.OpenAsync(command, cancellationToken);
        var goesOn = File.Exists(path) && File.Exists(PlanFile.JournalOf(path));
        var plan = goesOn
            ? await PlanFile.ReadAsync(path, target.Directory, cancellationToken)
            : await MakeAsync(command, target, cancellationToken);
        if (_application.IsDryRun(command))
        {
            await _planning.ShowAsync(settings, plan);
        }

        Task SaveAsync() => goesOn ? Task.CompletedTask : PlanFile.SaveAsync(plan, path, cancellationToken);
        if (await _application.RunAsync(command, settings, target, plan, PlanFile.JournalOf(path), new ApplyOptions { Guard = plan.Guard }, SaveAsync, cancellationToken)
            is not { } result)
        {
            return ExitCodes.Success;
        }

        if (result.IsComplete)
        {
            Keep(path, plan);
        }

        return _application.Report(result);
    }

    private async Task<DirectoryPlan> MakeAsync(ParseResult command, VendorConnection target, CancellationToken cancellationToken)
    {
        var (plan, blocked) = await _planning.MakeAsync(command, command.GetRequiredValue(_source), target, cancellationToken);
        return blocked is null ? plan : throw GuardOptions.Blocked(blocked);
    }

    /// <summary>The next import makes a plan of its own; this one's plan and journal are the evidence. The plan goes last: without it nothing goes on.</summary>
    private void Keep(string path, DirectoryPlan plan)
    {
        var time = _planning.Context.TimeProvider.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var kept = Path.ChangeExtension(path, $"{time}-{plan.Digest[^8..]}.json");
        File.Move(PlanFile.JournalOf(path), PlanFile.JournalOf(kept));
        File.Move(path, kept);
        _planning.Context.Note($"plan and journal are kept as {kept} and {PlanFile.JournalOf(kept)}.");
    }
}
