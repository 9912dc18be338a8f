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
    private readonly Argument<string> _user;
    private readonly UserAction _action;
    private readonly ChangeOptions _change;

    public UserActionCommand(CliContext context, VendorCatalog vendors, UserAction action)
        : this(context, vendors, action, new Argument<string>("id") { Description = UserLookup.Help })
    {
    }

    private UserActionCommand(CliContext context, VendorCatalog vendors, UserAction action, Argument<string> user)
        : base(context, vendors, action.ToString().ToLowerInvariant(), $"{Describe(action)} Twice is the same as once.", user)
    {
        (_action, _user) = (action, user);
        _change = new ChangeOptions(this);
    }

    protected override async Task RunAsync(ParseResult command, VendorConnection connection, OutputSettings settings, CancellationToken cancellationToken)
    {
        connection.Directory.Capabilities.Require(_action);
        var user = await UserLookup.GetAsync(connection, command.GetRequiredValue(_user), cancellationToken);
        if (!_change.Confirm(command, Context, $"{connection.Name}: {Name} {UserLookup.Describe(user)}. {Consequence(_action)}"))
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
        UserAction.Activate => "Bring a pending or deactivated account into use.",
        UserAction.Suspend => "Stop an active account for a while.",
        UserAction.Resume => "End a suspension.",
        UserAction.Unlock => "End a lock.",
        UserAction.Deactivate => "Take an account out of use.",
        _ => "Remove an account for good.",
    };

    private static string Consequence(UserAction action) => action switch
    {
        UserAction.Activate or UserAction.Resume or UserAction.Unlock => "The user can sign in.",
        UserAction.Suspend => "The user cannot sign in until resumed.",
        UserAction.Deactivate => "The user cannot sign in, and what an activation brings back differs by vendor.",
        _ => "The account is removed for good: nothing brings it back.",
    };
}
