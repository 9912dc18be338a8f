using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Users;

/// <summary><c>idsdk users get</c></summary>
internal sealed class GetUserCommand : Command
{
    private readonly CliContext _context;
    private readonly ConnectOptions _connect;
    private readonly OutputOptions _output;
    private readonly Argument<string> _id = new("id") { Description = "The user's id at the vendor." };

    public GetUserCommand(CliContext context, VendorCatalog vendors)
        : base("get", "Get one user.")
    {
        _context = context;
        Arguments.Add(_id);
        _connect = new ConnectOptions(this, context, vendors);
        _output = new OutputOptions(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var settings = _output.Read(command);
        await using var connection = await _connect.OpenAsync(command, cancellationToken);
        var user = await connection.GetUserAsync(command.GetRequiredValue(_id), cancellationToken);
        await RecordOutput.WriteOneAsync(settings, _context, UserRecord.Of(user, namesVendor: false), UserRow.ColumnNames);
        return ExitCodes.Success;
    }
}
