using System.CommandLine;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Users;

/// <summary><c>idsdk users get</c></summary>
internal sealed class GetUserCommand : UserCommand
{
    private readonly Argument<string> _user;

    public GetUserCommand(CliContext context, VendorCatalog vendors)
        : this(context, vendors, new Argument<string>("id") { Description = UserLookup.Help })
    {
    }

    private GetUserCommand(CliContext context, VendorCatalog vendors, Argument<string> user)
        : base(context, vendors, "get", "Get one user.", user) => _user = user;

    protected override async Task RunAsync(ParseResult command, VendorConnection connection, OutputSettings settings, CancellationToken cancellationToken) =>
        await WriteAsync(settings, await UserLookup.GetAsync(connection, command.GetRequiredValue(_user), cancellationToken));
}
