using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Users;

/// <summary><c>idsdk users create</c></summary>
internal sealed class CreateUserCommand : UserCommand, IDescribedCommand
{
    private readonly AttributeOptions _attributes = new();
    private readonly Option<string?> _passwordFile = CommonOptions.Text(
        "--password-file", "File that contains the initial password; - for standard input.", "file");

    private readonly Option<bool> _noActivate = CommonOptions.Flag("--no-activate", "Leave the user pending, where the vendor supports it.");
    private readonly ChangeOptions _change;

    public CreateUserCommand(CliContext context, VendorCatalog vendors)
        : base(context, vendors, "create", "Create a user. The request is not retried; a login that already exists is an error.")
    {
        AddOwn([.. _attributes.For(isChange: false), _passwordFile, _noActivate]);
        _change = new ChangeOptions(this);
    }

    public string Remarks =>
        "Examples:\n  idsdk users create --login ada@example.com --email ada@example.com --given-name Ada --family-name King "
            + "--set attributes.costCenter=CC1 --yes\n";

    protected override async Task RunAsync(ParseResult command, VendorConnection connection, OutputSettings settings, CancellationToken cancellationToken)
    {
        var password = command.GetValue(_passwordFile) is { } file ? TextFile.Read("--password-file", file, Context.Console).TrimEnd('\r', '\n') : null;
        var user = new NewUser(_attributes.Read(command)) { Password = password, Activate = !command.GetValue(_noActivate) };
        connection.Directory.Capabilities.Require(user);
        var name = user.Login ?? user.Email;
        if (_change.Confirm(command, Context,
            $"{connection.Name}: create the user {name} with {string.Join(", ", user.Values.Attributes.Select(static attribute => attribute.Name))}."))
        {
            var created = await connection.Directory.CreateAsync(user, cancellationToken);
            await WriteAsync(settings, await connection.GetUserAsync(created.Id, cancellationToken));
        }
    }
}
