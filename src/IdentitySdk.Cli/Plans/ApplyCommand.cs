using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Plans;

/// <summary><c>idsdk apply</c></summary>
internal sealed class ApplyCommand : Command, IDescribedCommand
{
    private readonly Argument<string> _plan = new("plan") { Description = "The plan saved by idsdk plan." };
    private readonly Option<string?> _journal = CommonOptions.Text("--journal", "File of the journal (default: the plan's name with .journal).", "file");
    private readonly ApplyContext _apply;

    public ApplyCommand(CliContext context, VendorCatalog vendors)
        : base("apply", "Apply a saved plan, or resume an interrupted one. Each user is read first, and skipped if it has changed since the plan was made.")
    {
        Arguments.Add(_plan);
        Options.Add(_journal);
        _apply = new ApplyContext(this, context, vendors);
        SetAction(RunAsync);
    }

    public string Remarks => """
        Examples:
          idsdk apply plan.json --profile acme --dry-run
          idsdk apply plan.json --profile acme --allow-losing 31 --yes
        """;

    private async Task RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var settings = _apply.Output.Read(command);
        var path = command.GetRequiredValue(_plan);
        await using var target = await _apply.Connect.OpenAsync(command, cancellationToken);
        var plan = await PlanFile.ReadAsync(path, target.Directory, cancellationToken);
        var run = new PlanRun(plan, command.GetValue(_journal) ?? PlanFile.JournalOf(path), SavePath: null);
        _apply.Application.Report(await _apply.Application.RunAsync(command, settings, target, run, _apply.Read(command, plan), cancellationToken));
    }
}
