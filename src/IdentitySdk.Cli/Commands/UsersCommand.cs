using System.CommandLine;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Commands;

/// <summary><c>idsdk users</c></summary>
internal sealed class UsersCommand : Command
{
    public UsersCommand(CliContext context, VendorCatalog vendors)
        : base("users", "List or get users.")
    {
        Subcommands.Add(new ListUsersCommand(context, vendors));
        Subcommands.Add(new GetUserCommand(context, vendors));
    }
}
