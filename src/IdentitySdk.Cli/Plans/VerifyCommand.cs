using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary><c>idsdk verify</c></summary>
internal sealed class VerifyCommand : Command, IDescribedCommand
{
    private readonly CliContext _context;
    private readonly Argument<string> _plan = new("plan") { Description = "The plan saved by idsdk plan." };
    private readonly ConnectOptions _connect;
    private readonly OutputOptions _output;

    public VerifyCommand(CliContext context, VendorCatalog vendors)
        : base("verify", $"List the users and show where they differ from a plan; exit code {ExitCodes.Unexpected} if there are differences.")
    {
        _context = context;
        Arguments.Add(_plan);
        _connect = new ConnectOptions(this, LongWaits.AllowedIn(context), vendors);
        _output = new OutputOptions(this);
        SetAction(RunAsync);
    }

    public string Remarks => "Examples:\n  idsdk verify plan.json --profile acme --format csv --out evidence.csv\n";

    private async Task RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var settings = _output.Read(command);
        await using var target = await _connect.OpenAsync(command, cancellationToken);
        var plan = await PlanFile.ReadAsync(command.GetRequiredValue(_plan), target.Directory, cancellationToken);
        var differences = await plan.VerifyAsync(target.Directory, cancellationToken);
        await PlanLists.WriteAsync(settings, _context, differences.Select(PlanRecords.Of), PlanRecords.DifferenceColumns);
        if (differences.Count > 0)
        {
            throw new CommandException(ExitCodes.Unexpected, $"{differences.Count} differences from the plan.");
        }

        _context.Note($"all {plan.Changes.Count} changes of the plan are in place.");
    }
}
