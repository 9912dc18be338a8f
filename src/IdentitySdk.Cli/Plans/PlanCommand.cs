using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary><c>idsdk plan</c></summary>
internal sealed class PlanCommand : Command, IDescribedCommand
{
    private readonly VendorCatalog _vendors;
    private readonly PlanningContext _planning;
    private readonly Argument<string> _source = new("source") { Description = $"The people. {SourceOptions.Help}" };
    private readonly Option<string?> _plan = CommonOptions.Text("--plan", "Save the plan in this file, for idsdk apply.", "file");

    public PlanCommand(CliContext context, VendorCatalog vendors)
        : base("plan", "Compare people in a file or another directory with the users of a vendor, and show the required changes. Changes nothing.")
    {
        _vendors = vendors;
        Arguments.Add(_source);
        Options.Add(_plan);
        _planning = new PlanningContext(this, context, vendors);
        SetAction(RunAsync);
    }

    public string Remarks => $"""
        Examples:
          idsdk plan people.csv --map Mail=login,email --map Title=title --missing suspend --profile acme --plan plan.json
          idsdk plan {_vendors.Names[0]}:acme --profile {_vendors.Names[1]}:globex --plan migration.json
        """;

    private async Task RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var settings = _planning.Output.Read(command);
        await using var target = await _planning.Connect.OpenAsync(command, cancellationToken);
        var (plan, blocked) = await _planning.CreateAsync(command, command.GetRequiredValue(_source), target, cancellationToken);
        await _planning.ShowAsync(settings, plan);
        if (command.GetValue(_plan) is { } path)
        {
            await PlanFile.SaveAsync(plan, path, cancellationToken);
            _planning.Context.Note($"saved as {path}; idsdk apply {path} applies it.");
        }

        if (blocked is not null)
        {
            throw GuardOptions.Blocked(blocked, " idsdk apply has the same options.");
        }
    }
}
