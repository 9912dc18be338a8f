using System.CommandLine;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Users;

/// <summary><c>idsdk users</c></summary>
internal sealed class UsersCommand : Command
{
    public UsersCommand(CliContext context, VendorCatalog vendors)
        : base("users", "Users, with the same verbs for every vendor.")
    {
        Subcommands.Add(new ListUsersCommand(context, vendors));
        Subcommands.Add(new GetUserCommand(context, vendors));
    }
}
