using System.CommandLine;

namespace IdentitySdk.Cli.Commands;

/// <summary><c>idsdk users</c></summary>
internal sealed class UsersCommand : Command
{
    public UsersCommand(CliContext context)
        : base("users", "List or read users.")
    {
        Subcommands.Add(new ListUsersCommand(context));
        Subcommands.Add(new GetUserCommand(context));
    }
}
