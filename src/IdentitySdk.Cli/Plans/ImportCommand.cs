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
        "--plan", "File of the plan (default: import.plan.json); its journal is in the same folder.", "file");

    public ImportCommand(CliContext context, VendorCatalog vendors)
        : base("import", "Create and update users to match a file or another directory: plan and apply in one command. Run it again to resume a run.")
    {
        Arguments.Add(_source);
        Options.Add(_plan);
        _planning = new PlanningContext(this, context, vendors);
        _application = new PlanApplication(this, context);
        SetAction(RunAsync);
    }

    public string Remarks => """
        An interrupted run is resumed with its plan, even if the source has changed. After a complete run, plan and journal are saved under a name with the
        time, for idsdk verify and idsdk undo.
        Examples:
          idsdk import people.jsonl --profile acme --dry-run
          idsdk import people.csv --map Mail=login,email --manage title,department --missing suspend --profile acme --yes
        """;

    private async Task RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var settings = _planning.Output.Read(command);
        var path = command.GetValue(_plan) ?? "import.plan.json";
        await using var target = await _planning.Connect.OpenAsync(command, cancellationToken);
        var run = await PlanRun.ResumeOrCreateAsync(path, target.Directory, () => CreateAsync(command, target, cancellationToken), cancellationToken);
        if (_application.IsDryRun(command))
        {
            await _planning.ShowAsync(settings, run.Plan);
        }

        var result = await _application.RunAsync(command, settings, target, run, new ApplyOptions { Guard = run.Plan.Guard }, cancellationToken);
        if (result is { IsComplete: true })
        {
            Archive(path, run.Plan);
        }

        _application.Report(result);
    }

    private async Task<DirectoryPlan> CreateAsync(ParseResult command, VendorConnection target, CancellationToken cancellationToken)
    {
        var (plan, blocked) = await _planning.CreateAsync(command, command.GetRequiredValue(_source), target, cancellationToken);
        return blocked is null ? plan : throw GuardOptions.Blocked(blocked);
    }

    /// <summary>Renames plan and journal, so that the next import creates a new plan. The plan is renamed last: without it no run is resumed.</summary>
    private void Archive(string path, DirectoryPlan plan)
    {
        var time = _planning.Context.TimeProvider.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var archived = Path.ChangeExtension(path, $"{time}-{plan.Digest[^8..]}.json");
        File.Move(PlanFile.JournalOf(path), PlanFile.JournalOf(archived));
        File.Move(path, archived);
        _planning.Context.Note($"plan and journal are saved as {archived} and {PlanFile.JournalOf(archived)}.");
    }
}
