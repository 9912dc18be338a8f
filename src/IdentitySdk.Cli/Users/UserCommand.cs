using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Users;

/// <summary>A command about users of one vendor: it connects and catches what the SDK says of invalid arguments.</summary>
internal abstract class UserCommand : Command
{
    private readonly ConnectOptions _connect;
    private readonly OutputOptions _output;

    protected UserCommand(CliContext context, VendorCatalog vendors, string name, string description, params IEnumerable<Symbol> symbols)
        : base(name, description)
    {
        Context = context;
        foreach (var symbol in symbols)
        {
            Add(this, symbol);
        }

        _connect = new ConnectOptions(this, context, vendors);
        _output = new OutputOptions(this);
        SetAction(RunAsync);
    }

    protected CliContext Context { get; }

    protected abstract Task RunAsync(ParseResult command, VendorConnection connection, OutputSettings settings, CancellationToken cancellationToken);

    /// <summary>Writes a user.</summary>
    protected Task WriteAsync(OutputSettings settings, in UserRow user) =>
        RecordOutput.WriteOneAsync(settings, Context, UserRecord.Of(user, namesVendor: false), UserRow.ColumnNames);

    private static void Add(Command command, Symbol symbol)
    {
        if (symbol is Argument argument)
        {
            command.Arguments.Add(argument);
        }
        else
        {
            command.Options.Add((Option)symbol);
        }
    }

    private async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var settings = _output.Read(command);
        await using var connection = await _connect.OpenAsync(command, cancellationToken);
        try
        {
            await RunAsync(command, connection, settings, cancellationToken);
        }
        catch (ArgumentException exception)
        {
            throw UsageException.From(Name, exception);
        }

        return ExitCodes.Success;
    }
}
