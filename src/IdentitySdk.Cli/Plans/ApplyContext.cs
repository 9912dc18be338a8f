using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary>What commands that apply a saved plan have in common: vendor, output, who is protected, and what is agreed to.</summary>
internal sealed class ApplyRules
{
    private readonly Option<string[]> _protect = CommonOptions.Many("--protect", "User who is never touched: an id, login or email. May be repeated.", "user");

    /// <summary>Adds the options to a command.</summary>
    public ApplyRules(Command command, CliContext context, VendorCatalog vendors)
    {
        command.Options.Add(_protect);
        Guard = new GuardOptions(command);
        Application = new PlanApplication(command, context);
        Connect = new ConnectOptions(command, Patience.Of(context), vendors);
        Output = new OutputOptions(command);
    }

    public GuardOptions Guard { get; }

    public PlanApplication Application { get; }

    public ConnectOptions Connect { get; }

    public OutputOptions Output { get; }

    /// <summary>Who is never touched.</summary>
    public IReadOnlyList<string> Protected(ParseResult command) => command.GetValue(_protect) ?? [];

    /// <summary>How a plan is applied.</summary>
    public ApplyOptions Read(ParseResult command, DirectoryPlan plan) => new() { Guard = Guard.Lift(command, plan.Guard), Protected = Protected(command) };
}
