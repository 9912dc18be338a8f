using System.CommandLine;
using System.CommandLine.Help;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Doctor;
using IdentitySdk.Cli.Emulation;
using IdentitySdk.Cli.Exports;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Login;
using IdentitySdk.Cli.Operations;
using IdentitySdk.Cli.Plans;
using IdentitySdk.Cli.Reference;
using IdentitySdk.Cli.Users;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli;

/// <summary><c>idsdk</c></summary>
internal sealed class IdsdkCommand : RootCommand
{
    private readonly Option<bool> _verbose = CommonOptions.Flag("--verbose", "Log requests and responses to stderr, without secrets or bodies.");
    private readonly Option<bool> _debugHttp = CommonOptions.Flag(
        "--debug-http", "Log requests and responses to stderr with headers and bodies, which contain personal data.");

    private readonly Option<bool> _quiet = CommonOptions.Flag("--quiet", "Write no notes and no progress to stderr.");

    /// <param name="context">The environment of the command.</param>
    /// <param name="vendors">The vendors.</param>
    /// <param name="isNamed">Whether the arguments contain the name of a vendor: only then commands are created for its operations.</param>
    public IdsdkCommand(CliContext context, VendorCatalog vendors, Func<string, bool> isNamed)
        : base($"Manage users of identity vendors ({string.Join(", ", vendors.Names)}), or of built-in emulators.")
    {
        Subcommands.Add(new UsersCommand(context, vendors));
        foreach (var vendor in vendors.All)
        {
            Subcommands.Add(new VendorCommand(context, vendors, vendor, isNamed(vendor.Name)));
        }

        Subcommands.Add(new PlanCommand(context, vendors));
        Subcommands.Add(new ApplyCommand(context, vendors));
        Subcommands.Add(new VerifyCommand(context, vendors));
        Subcommands.Add(new UndoCommand(context, vendors));
        Subcommands.Add(new ImportCommand(context, vendors));
        Subcommands.Add(new DiffCommand(context, vendors));
        Subcommands.Add(new ExportCommand(context, vendors));
        Subcommands.Add(new ApiCommand(context, vendors));
        Subcommands.Add(new LoginCommand(context, vendors));
        Subcommands.Add(new ProfilesCommand(context, vendors));
        Subcommands.Add(new DoctorCommand(context, vendors));
        Subcommands.Add(new EmulateCommand(context, vendors));
        Subcommands.Add(new CompletionCommand(context));
        Subcommands.Add(new ReferenceCommand(context, vendors, () => new IdsdkCommand(context, vendors, static _ => true), Examples.Of));
        _verbose.Recursive = _debugHttp.Recursive = _quiet.Recursive = true;
        this.AddOptions(_verbose, _debugHttp, _quiet);
        var help = Options.OfType<HelpOption>().Single();
        help.Action = new DetailedHelp((HelpAction)help.Action!, vendors, Examples.Of);
    }

    /// <summary>Applies the options of every command.</summary>
    public void Apply(ParseResult command, CliContext context)
    {
        context.Trace.IsVerbose = command.GetValue(_verbose);
        context.Trace.ShowsBodies = command.GetValue(_debugHttp);
        context.Trace.IsQuiet = command.GetValue(_quiet);
        if (context.Trace.ShowsBodies)
        {
            Terminal.WriteWarning(context.Console, "--debug-http shows bodies, which contain personal data and may contain secrets: do not share the output.");
        }
    }
}
