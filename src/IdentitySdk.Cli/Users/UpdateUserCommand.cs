using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Users;

/// <summary><c>idsdk users update</c></summary>
internal sealed class UpdateUserCommand : UserCommand, IDescribedCommand
{
    private readonly AttributeOptions _attributes = new();
    private readonly ChangeOptions _change;

    public UpdateUserCommand(CliContext context, VendorCatalog vendors)
        : base(context, vendors, "update", "Change the given attributes of a user, and no others.")
    {
        Arguments.Add(User);
        AddOwn(_attributes.For(isChange: true));
        _change = new ChangeOptions(this);
    }

    public string Remarks =>
        "Examples:\n  idsdk users update 00u1 --title Countess --clear phone --yes\n"
            + "  idsdk users update ada@example.com --set attributes.costCenter=CC2 --dry-run\n";

    protected override async Task RunAsync(ParseResult command, VendorConnection connection, OutputSettings settings, CancellationToken cancellationToken)
    {
        var changes = _attributes.Read(command);
        if (changes.Count == 0)
        {
            throw new UsageException("Nothing to change: use an option such as --title, --set or --clear.");
        }

        connection.Directory.Capabilities.Require(changes);
        var user = await GetUserAsync(command, connection, cancellationToken);
        if (_change.Confirm(command, Context,
            $"{connection.Name}: change {string.Join(", ", changes.Attributes.Select(static attribute => attribute.Name))} of {Describe(user)}."))
        {
            await connection.Directory.UpdateAsync(user.Id, changes, cancellationToken);
            await WriteAsync(settings, await connection.GetUserAsync(user.Id, cancellationToken));
        }
    }
}
