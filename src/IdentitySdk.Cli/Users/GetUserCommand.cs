using System.CommandLine;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Users;

/// <summary><c>idsdk users get</c></summary>
internal sealed class GetUserCommand : UserCommand
{
    public GetUserCommand(CliContext context, VendorCatalog vendors)
        : base(context, vendors, "get", "Get one user.") => Arguments.Add(User);

    protected override async Task RunAsync(ParseResult command, VendorConnection connection, OutputSettings settings, CancellationToken cancellationToken) =>
        await WriteAsync(settings, await GetUserAsync(command, connection, cancellationToken));
}
