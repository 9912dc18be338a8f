using System.CommandLine;
using IdentitySdk.Cli.Calls;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Users;

/// <summary>A command that calls an operation of the vendor for one user, beside the actions of the directory, such as <c>idsdk users groups</c>.</summary>
internal sealed class UserCallCommand : UserCommand
{
    private readonly string _verb;
    private readonly ChangeOptions? _change;

    /// <param name="context">The environment of the command.</param>
    /// <param name="vendors">The vendors.</param>
    /// <param name="verb">One of <see cref="UserVerbs"/>; its last word is the name of the command.</param>
    /// <param name="description">The description.</param>
    /// <param name="isChange">Whether it changes something.</param>
    public UserCallCommand(CliContext context, VendorCatalog vendors, string verb, string description, bool isChange = false)
        : base(context, vendors, verb.Split(' ')[^1], description)
    {
        Arguments.Add(User);
        _verb = verb;
        _change = isChange ? new ChangeOptions(this) : null;
    }

    protected override async Task RunAsync(ParseResult command, VendorConnection connection, OutputSettings settings, CancellationToken cancellationToken)
    {
        var vendor = connection.Vendor;
        var call = vendor.Users.Find(_verb, connection.Settings)
            ?? throw new UsageException($"{vendor.DisplayName} does not support users {_verb}: {vendor.Users.Instead(_verb)}");
        var user = await GetUserAsync(command, connection, cancellationToken);
        var run = new OperationRun(connection, OperationTable.Load(vendor.DisplayName).Get(call.Operation), settings, Context) { Take = int.MaxValue };
        run.Address(call, user.Id);
        if (_change?.Confirm(command, Context, $"{connection.Name}: {_verb} of {Describe(user)}. {call.Consequence}") != false)
        {
            await run.RunAsync(cancellationToken);
        }
    }
}
