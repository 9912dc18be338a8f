using System.CommandLine;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Commands;

/// <summary><c>idsdk users get</c></summary>
internal sealed class GetUserCommand : Command
{
    private readonly CliContext _context;
    private readonly SharedOptions _shared;
    private readonly Argument<string> _id = new("id") { Description = "The user's id at the vendor." };

    public GetUserCommand(CliContext context, VendorCatalog vendors)
        : base("get", "Get one user.")
    {
        _context = context;
        Arguments.Add(_id);
        _shared = new SharedOptions(this, vendors, [.. vendors.Names]);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        await using var sources = await _shared.OpenAsync(command, _context, cancellationToken);
        try
        {
            var user = await sources[0].GetAsync(command.GetRequiredValue(_id), cancellationToken);
            var writer = UserWriters.ForOne(_shared.Format(command), _context.Console);
            writer.Begin();
            writer.Write(user);
            writer.End();
            return ExitCodes.Success;
        }
        catch (ArgumentException exception)
        {
            throw UsageException.From("id", exception);
        }
        catch (NotFoundException exception)
        {
            return new Failure(ExitCodes.NotFound, exception.Message).Report(_context.Console);
        }
    }
}
