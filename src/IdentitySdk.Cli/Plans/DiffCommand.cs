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
    private readonly Argument<string> _left = new("left") { Description = $"What is wanted. {SourceOptions.Help}" };
    private readonly Argument<string> _right = new("right") { Description = "What is there: a vendor or a profile (vendor:name)." };

    public DiffCommand(CliContext context, VendorCatalog vendors)
        : base("diff", $"Show in what two directories, or a file and a directory, differ; exit code {ExitCodes.Unexpected} if they do. Nothing is changed.")
    {
        _vendors = vendors;
        Arguments.Add(_left);
        Arguments.Add(_right);
        _planning = new PlanningContext(this, context, vendors);
        foreach (var option in Options.Where(static option => option.Name is "--vendor" or "--profile" or "--base-url").ToList())
        {
            // Both sides are named by the arguments.
            Options.Remove(option);
        }

        SetAction(RunAsync);
    }

    public string Remarks => $"""
        A line says what would have to change on the right side; --missing suspend or deactivate shows users whom the left side does not have, too.
        Examples:
          idsdk diff {_vendors.Names[0]}:acme {_vendors.Names[1]}:globex
          idsdk diff people.csv {_vendors.Names[0]}:acme --manage title,department --missing deactivate
        """;

    private async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var settings = _planning.Output.Read(command);
        await using var right = await _planning.Connect.OpenNamedAsync(command, command.GetRequiredValue(_right), cancellationToken);
        var (plan, _) = await _planning.MakeAsync(command, command.GetRequiredValue(_left), right, cancellationToken);
        await _planning.ShowAsync(settings, plan);
        return plan.Changes.Count == 0 ? ExitCodes.Success : throw new CommandException(ExitCodes.Unexpected, $"{plan.Changes.Count} differences.");
    }
}
