using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Users;

/// <summary>A command for the users of one vendor: it connects, and reports the SDK's argument exceptions as usage errors.</summary>
internal abstract class UserCommand : Command
{
    private readonly ConnectOptions _connect;
    private readonly OutputOptions _output;

    protected UserCommand(CliContext context, VendorCatalog vendors, string name, string description)
        : base(name, description)
    {
        Context = context;
        _connect = new ConnectOptions(this, context, vendors);
        _output = new OutputOptions(this);
        SetAction(RunAsync);
    }

    protected CliContext Context { get; }

    /// <summary>The user, for commands that add this argument.</summary>
    protected Argument<string> User { get; } = new("id") { Description = "The user: an id, or a login or email that contains an @." };

    /// <summary>Adds the command's own options before those that all user commands share.</summary>
    protected void AddOwn(params IEnumerable<Option> options)
    {
        var index = 0;
        foreach (var option in options)
        {
            Options.Insert(index++, option);
        }
    }

    protected abstract Task RunAsync(ParseResult command, VendorConnection connection, OutputSettings settings, CancellationToken cancellationToken);

    /// <summary>Gets the user of the argument, as the vendor sends it.</summary>
    /// <exception cref="CommandException">There is no such user, or the id is invalid.</exception>
    protected async Task<UserRow> GetUserAsync(ParseResult command, VendorConnection connection, CancellationToken cancellationToken)
    {
        var user = command.GetRequiredValue(User);
        return !user.Contains('@', StringComparison.Ordinal)
            ? await connection.GetUserAsync(user, cancellationToken)
            : await connection.FindUserAsync(user, connection.LoginKeys, cancellationToken)
                ?? throw new CommandException(ExitCodes.NotFound, $"{connection.Name} has no user with the login or email {user}.");
    }

    /// <summary>Identifies a user in a prompt.</summary>
    protected static string Describe(in UserRow user) => $"{(user.Name.Length > 0 ? user.Name + ", " : "")}{user.Login}, id {user.Id}, {user.Status}";

    protected Task WriteAsync(OutputSettings settings, in UserRow user) =>
        RecordOutput.WriteOneAsync(settings, Context, UserRecord.Of(user, namesVendor: false), UserRow.ColumnNames);

    private async Task RunAsync(ParseResult command, CancellationToken cancellationToken)
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
    }
}
