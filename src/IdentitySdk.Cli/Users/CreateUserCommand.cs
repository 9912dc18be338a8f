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
    private readonly AttributeOptions _attributes;
    private readonly Option<string?> _passwordFile;
    private readonly Option<bool> _noActivate;
    private readonly ChangeOptions _change;

    public CreateUserCommand(CliContext context, VendorCatalog vendors)
        : this(
            context,
            vendors,
            new AttributeOptions(),
            CommonOptions.Text("--password-file", "File with the first password; - for the standard input.", "file"),
            CommonOptions.Flag("--no-activate", "Leave the user pending, where the vendor can."))
    {
    }

    private CreateUserCommand(CliContext context, VendorCatalog vendors, AttributeOptions attributes, Option<string?> passwordFile, Option<bool> noActivate)
        : base(context, vendors, "create", "Create a user. It is sent once; a login that is taken is an error.",
            [.. attributes.For(isChange: false), passwordFile, noActivate])
    {
        (_attributes, _passwordFile, _noActivate) = (attributes, passwordFile, noActivate);
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
