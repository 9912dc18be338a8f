using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Users;

/// <summary><c>idsdk users find</c></summary>
internal sealed class FindUserCommand : UserCommand
{
    private const string CustomPrefix = "attributes.";
    private readonly Argument<string> _value;
    private readonly Option<string?> _by;

    public FindUserCommand(CliContext context, VendorCatalog vendors)
        : this(
            context,
            vendors,
            new Argument<string>("value") { Description = "The value, compared without case." },
            CommonOptions.Text("--by", $"login, email, externalId or {CustomPrefix}name (default: login, then email).", "attribute"))
    {
    }

    private FindUserCommand(CliContext context, VendorCatalog vendors, Argument<string> value, Option<string?> by)
        : base(context, vendors, "find", "Find the one user with a login, an email or another value.", value, by) => (_value, _by) = (value, by);

    protected override async Task RunAsync(ParseResult command, VendorConnection connection, OutputSettings settings, CancellationToken cancellationToken)
    {
        var value = command.GetRequiredValue(_value);
        foreach (var key in Keys(connection.Directory.Capabilities, command.GetValue(_by)))
        {
            if (await connection.Directory.FindAsync(key, value, cancellationToken) is { } found)
            {
                await WriteAsync(settings, await connection.GetUserAsync(found.Id, cancellationToken));
                return;
            }
        }

        throw new CommandException(ExitCodes.NotFound, $"{connection.Name} has no such user.");
    }

    private static IEnumerable<UserKey> Keys(DirectoryCapabilities capabilities, string? by) => by switch
    {
        null => new[] { UserKey.Login, UserKey.Email }.Where(capabilities.CanFindBy),
        "login" => [UserKey.Login],
        "email" => [UserKey.Email],
        "externalId" => [UserKey.ExternalId],
        _ when by.StartsWith(CustomPrefix, StringComparison.Ordinal) => [UserKey.Attribute(by[CustomPrefix.Length..])],
        _ => throw UsageException.Unknown("--by", by, ["login", "email", "externalId", $"{CustomPrefix}name"]),
    };
}
