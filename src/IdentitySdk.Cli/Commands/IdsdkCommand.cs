using System.CommandLine;
using System.CommandLine.Help;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Commands;

/// <summary><c>idsdk</c></summary>
internal sealed class IdsdkCommand : RootCommand
{
    public IdsdkCommand(CliContext context, VendorCatalog vendors)
        : base($"List and get users of identity vendors ({string.Join(", ", vendors.Names)}) or of built-in emulators.")
    {
        Subcommands.Add(new UsersCommand(context, vendors));
        Subcommands.Add(new EmulateCommand(context, vendors));
        var help = Options.OfType<HelpOption>().Single();
        help.Action = new DetailedHelp((HelpAction)help.Action!, vendors);
    }
}
