using System.CommandLine;
using System.CommandLine.Help;

namespace IdentitySdk.Cli.Commands;

/// <summary><c>idsdk</c></summary>
internal sealed class IdsdkCommand : RootCommand
{
    public IdsdkCommand(CliContext context)
        : base("Users of Okta, OneLogin and Agilicus, with the real vendors or with built-in emulators.")
    {
        Subcommands.Add(new UsersCommand(context));
        var help = Options.OfType<HelpOption>().Single();
        help.Action = new DetailedHelp((HelpAction)help.Action!);
    }
}
