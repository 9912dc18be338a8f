using System.CommandLine;
using System.Globalization;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Users;

/// <summary><c>idsdk users list</c></summary>
internal sealed class ListUsersCommand : Command
{
    private readonly CliContext _context;
    private readonly ConnectOptions _connect;
    private readonly OutputOptions _output;
    private readonly Option<int?> _take = CommonOptions.Number("--take", "Maximum number of users per vendor (default: no limit).");
    private readonly Option<int?> _pageSize = CommonOptions.Number("--page-size", "Users per request (default: the vendor's page size).");
    private readonly Option<string[]> _filter;
    private readonly Option<string?> _search;
    private readonly Option<string?> _sort;
    private readonly Option<DateTimeOffset?> _since;
    private readonly Option<bool> _allStates = CommonOptions.Flag("--all-states", "Include users that the vendor's list leaves out, such as deactivated ones.");
    private readonly Option<bool> _expectSome = CommonOptions.Flag("--expect-some", $"Exit with {ExitCodes.Unexpected} if a list is empty.");

    public ListUsersCommand(CliContext context, VendorCatalog vendors)
        : base("list", "List users as they are received. With --vendor all, json and jsonl wrap each user in an object with its vendor.")
    {
        _context = context;
        _filter = CommonOptions.Many("--filter", $"List only matching users; may be repeated. {Help(vendors, static users => users.FilterHelp)}", "filter");
        _search = CommonOptions.Text("--search", $"List only users that a search finds. {Help(vendors, static users => users.SearchHelp)}", "search");
        _sort = CommonOptions.Text("--sort", $"Field to sort by; prefix - for descending order. {Help(vendors, static users => users.SortHelp)}", "field");
        _since = Time("--since", "List only users that changed since this time, such as 2026-01-31 or 2026-01-31T12:00:00Z.");
        this.AddOptions(_take, _filter, _search, _sort, _since, _allStates, _expectSome, _pageSize);
        _connect = new ConnectOptions(this, context, vendors, allowsAll: true);
        _output = new OutputOptions(this);
        SetAction(RunAsync);
    }

    private static string Help(VendorCatalog vendors, Func<IVendorUsers, string> help) =>
        string.Join(" ", vendors.All.Select(vendor => $"{vendor.Name}: {help(vendor.Users)}."));

    private static Option<DateTimeOffset?> Time(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "time",
        CustomParser = result =>
        {
            if (DateTimeOffset.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            {
                return time;
            }

            result.AddError($"{name} must be a date or a time, such as 2026-01-31T12:00:00Z.");
            return null;
        },
    };

    private async Task RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var query = Query(command);
        var isAll = _connect.IsAll(command);
        if (isAll && (query.Filters.Count > 0 || query.Search is not null || query.Sort is not null))
        {
            throw new UsageException("--filter, --search and --sort work with one vendor only: each vendor has its own syntax.");
        }

        var settings = _output.Read(command);
        await using var connections = await _connect.OpenAllAsync(command, cancellationToken);
        using var output = RecordOutput.ForList(settings, _context, UserRow.ColumnNames, UserRow.ColumnWidths);
        using var progress = new Progress(_context, "users", () => connections.SelectMany(static connection => connection.RateLimits));
        var copy = new RecordCopy(output, progress);
        var empty = new List<VendorConnection>();
        foreach (var connection in connections)
        {
            var before = copy.Count;
            await copy.AddAsync(token => Records(connection, query, isAll, token), command.GetValue(_take) ?? int.MaxValue, cancellationToken);
            if (copy.Count == before)
            {
                empty.Add(connection);
            }
        }

        await output.EndAsync();
        progress.End();
        Report(connections, empty, query, command.GetValue(_expectSome));
    }

    private UserQuery Query(ParseResult command)
    {
        var sort = command.GetValue(_sort);
        return new UserQuery
        {
            Filters = command.GetValues(_filter),
            Search = command.GetValue(_search),
            Sort = sort?.TrimStart('-', '+') is { Length: > 0 } field ? field : sort is null ? null
                : throw new UsageException("--sort requires the name of a field."),
            IsDescending = sort?.StartsWith('-') == true,
            Since = command.GetValue(_since),
            AllStates = command.GetValue(_allStates),
            PageSize = command.GetValue(_pageSize),
        };
    }

    private static async IAsyncEnumerable<OutputRecord> Records(
        VendorConnection connection, UserQuery query, bool namesVendor,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var user in connection.ListUsersAsync(query, cancellationToken))
        {
            yield return UserRecord.Of(user, namesVendor);
        }
    }

    /// <summary>Writes notes about users that the lists leave out, and about empty lists.</summary>
    private void Report(VendorConnections connections, List<VendorConnection> empty, UserQuery query, bool expectsSome)
    {
        foreach (var leftOut in connections.Select(connection => connection.Vendor.Users.LeftOut(query)).OfType<string>())
        {
            _context.Note(leftOut);
        }

        foreach (var connection in empty)
        {
            _context.Note($"{connection.Name}: no users. {connection.Vendor.Users.EmptyListHelp}");
        }

        if (empty.Count > 0 && expectsSome)
        {
            throw new CommandException(ExitCodes.Unexpected,
                $"{string.Join(", ", empty.Select(static connection => connection.Name))}: no users, and --expect-some was given.");
        }
    }
}
