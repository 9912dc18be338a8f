using System.CommandLine;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Users;

/// <summary><c>idsdk users</c></summary>
internal sealed class UsersCommand : Command
{
    public UsersCommand(CliContext context, VendorCatalog vendors)
        : base("users", "Manage users, with the same commands for every vendor.")
    {
        Subcommands.Add(new ListUsersCommand(context, vendors));
        Subcommands.Add(new GetUserCommand(context, vendors));
        Subcommands.Add(new FindUserCommand(context, vendors));
        Subcommands.Add(new CreateUserCommand(context, vendors));
        Subcommands.Add(new UpdateUserCommand(context, vendors));
        foreach (var action in Enum.GetValues<UserAction>())
        {
            Subcommands.Add(new UserActionCommand(context, vendors, action));
        }

        Subcommands.Add(new UserCallCommand(context, vendors, UserVerbs.ResetPassword, "Require a user to choose a new password.", isChange: true));
        Subcommands.Add(new UserCallCommand(context, vendors, UserVerbs.Groups, "List the groups of a user."));
        Subcommands.Add(new UserCallCommand(context, vendors, UserVerbs.Roles, "List the roles of a user."));
        Subcommands.Add(new UserCallCommand(context, vendors, UserVerbs.Apps, "List the applications of a user."));
        var sessions = new Command("sessions", "Manage the sessions of a user.");
        sessions.Subcommands.Add(new UserCallCommand(context, vendors, UserVerbs.RevokeSessions, "Sign a user out everywhere.", isChange: true));
        Subcommands.Add(sessions);
    }
}
