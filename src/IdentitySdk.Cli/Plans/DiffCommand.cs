using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary><c>idsdk diff</c></summary>
internal sealed class DiffCommand : Command, IDescribedCommand
{
    private readonly VendorCatalog _vendors;
    private readonly PlanningContext _planning;
    private readonly Argument<string> _left = new("left") { Description = $"The desired state. {SourceOptions.Help}" };
    private readonly Argument<string> _right = new("right") { Description = "The current state: a vendor or a profile (vendor:name)." };

    public DiffCommand(CliContext context, VendorCatalog vendors)
        : base("diff", $"Show the differences between two directories, or a file and a directory; exit code {ExitCodes.Unexpected} if there are any.")
    {
        _vendors = vendors;
        Arguments.Add(_left);
        Arguments.Add(_right);
        _planning = new PlanningContext(this, context, vendors);
        foreach (var option in Options.Where(static option => option.Name is "--vendor" or "--profile" or "--base-url").ToList())
        {
            // The arguments name both sides.
            Options.Remove(option);
        }

        SetAction(RunAsync);
    }

    public string Remarks => $"""
        Each line is a change to the right side; with --missing suspend or deactivate, users that are missing on the left side are included.
        Examples:
          idsdk diff {_vendors.Names[0]}:acme {_vendors.Names[1]}:globex
          idsdk diff people.csv {_vendors.Names[0]}:acme --manage title,department --missing deactivate
        """;

    private async Task RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var settings = _planning.Output.Read(command);
        await using var right = await _planning.Connect.OpenNamedAsync(command, command.GetRequiredValue(_right), cancellationToken);
        var (plan, _) = await _planning.CreateAsync(command, command.GetRequiredValue(_left), right, cancellationToken);
        await _planning.ShowAsync(settings, plan);
        if (plan.Changes.Count > 0)
        {
            throw new CommandException(ExitCodes.Unexpected, $"{plan.Changes.Count} differences.");
        }
    }
}
