using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary>The options that commands which apply a saved plan have in common: protected users, guard, vendor and output.</summary>
internal sealed class ApplyContext
{
    private readonly Option<string[]> _protect = GuardOptions.Protect();

    /// <summary>Adds the options to a command.</summary>
    public ApplyContext(Command command, CliContext context, VendorCatalog vendors)
    {
        command.AddOptions(_protect);
        Guard = new GuardOptions(command);
        Application = new PlanApplication(command, context);
        Connect = new ConnectOptions(command, LongWaits.AllowedIn(context), vendors);
        Output = new OutputOptions(command);
    }

    public GuardOptions Guard { get; }

    public PlanApplication Application { get; }

    public ConnectOptions Connect { get; }

    public OutputOptions Output { get; }

    public IReadOnlyList<string> Protected(ParseResult command) => command.GetValues(_protect);

    public ApplyOptions Read(ParseResult command, DirectoryPlan plan) => new() { Guard = Guard.Lift(command, plan.Guard), Protected = Protected(command) };
}
