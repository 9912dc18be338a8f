using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Plans;

/// <summary><c>idsdk apply</c></summary>
internal sealed class ApplyCommand : Command, IDescribedCommand
{
    private readonly Argument<string> _plan = new("plan") { Description = "The plan that idsdk plan has saved." };
    private readonly Option<string?> _journal = CommonOptions.Text("--journal", "Journal of the run (default: the plan's name with .journal).", "file");
    private readonly ApplyRules _rules;

    public ApplyCommand(CliContext context, VendorCatalog vendors)
        : base("apply", "Apply a saved plan, or go on with one that was stopped or killed: each user is read again first, and left alone if changed since.")
    {
        Arguments.Add(_plan);
        Options.Add(_journal);
        _rules = new ApplyRules(this, context, vendors);
        SetAction(RunAsync);
    }

    public string Remarks => """
        Examples:
          idsdk apply plan.json --profile acme --dry-run
          idsdk apply plan.json --profile acme --allow-losing 31 --yes
        """;

    private async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var settings = _rules.Output.Read(command);
        var path = command.GetRequiredValue(_plan);
        await using var target = await _rules.Connect.OpenAsync(command, cancellationToken);
        var plan = await PlanFile.ReadAsync(path, target.Directory, cancellationToken);
        var journal = command.GetValue(_journal) ?? PlanFile.JournalOf(path);
        return await _rules.Application.RunAsync(command, settings, target, plan, journal, _rules.Read(command, plan), start: null, cancellationToken) is { } result
            ? _rules.Application.Report(result)
            : ExitCodes.Success;
    }
}
