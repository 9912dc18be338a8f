using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Users;

/// <summary><c>idsdk users find</c></summary>
internal sealed class FindUserCommand : UserCommand
{
    private readonly Argument<string> _value = new("value") { Description = "The value; case is ignored." };
    private readonly Option<string?> _by = CommonOptions.Text("--by", "login, email, externalId or attributes.name (default: login, then email).", "attribute");

    public FindUserCommand(CliContext context, VendorCatalog vendors)
        : base(context, vendors, "find", "Find the one user with a login, an email or another value.")
    {
        Arguments.Add(_value);
        AddOwn(_by);
    }

    protected override async Task RunAsync(ParseResult command, VendorConnection connection, OutputSettings settings, CancellationToken cancellationToken)
    {
        var keys = command.GetValue(_by) is { } by ? [AttributeName.ParseKey("--by", by)] : connection.LoginKeys;
        var found = await connection.FindUserAsync(command.GetRequiredValue(_value), keys, cancellationToken)
            ?? throw new CommandException(ExitCodes.NotFound, $"{connection.Name} has no such user.");
        await WriteAsync(settings, found);
    }
}
