using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Users;

/// <summary>A command for each action of the directory, such as <c>idsdk users suspend</c>.</summary>
internal sealed class UserActionCommand : UserCommand
{
    private readonly UserAction _action;
    private readonly ChangeOptions _change;

    public UserActionCommand(CliContext context, VendorCatalog vendors, UserAction action)
        : base(context, vendors, action.ToString().ToLowerInvariant(), $"{Describe(action)} Running the command again changes nothing.")
    {
        Arguments.Add(User);
        _action = action;
        _change = new ChangeOptions(this);
    }

    protected override async Task RunAsync(ParseResult command, VendorConnection connection, OutputSettings settings, CancellationToken cancellationToken)
    {
        connection.Directory.Capabilities.Require(_action);
        var user = await GetUserAsync(command, connection, cancellationToken);
        if (!_change.Confirm(command, Context, $"{connection.Name}: {Name} {Describe(user)}. {Consequence(_action)}"))
        {
            return;
        }

        await connection.Directory.PerformAsync(user.Id, _action, cancellationToken);
        if (_action == UserAction.Delete)
        {
            Context.Note($"{connection.Name}: {user.Login} is deleted.");
            return;
        }

        await WriteAsync(settings, await connection.GetUserAsync(user.Id, cancellationToken));
    }

    private static string Describe(UserAction action) => action switch
    {
        UserAction.Activate => "Activate a pending or deactivated user.",
        UserAction.Suspend => "Suspend an active user.",
        UserAction.Resume => "Resume a suspended user.",
        UserAction.Unlock => "Unlock a locked user.",
        UserAction.Deactivate => "Deactivate a user.",
        _ => "Delete a user permanently.",
    };

    private static string Consequence(UserAction action) => action switch
    {
        UserAction.Activate or UserAction.Resume or UserAction.Unlock => "The user can sign in.",
        UserAction.Suspend => "The user cannot sign in until resumed.",
        UserAction.Deactivate => "The user cannot sign in, and what an activation restores differs by vendor.",
        _ => "The user is deleted permanently and cannot be restored.",
    };
}
