using System.CommandLine;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Commands;

/// <summary><c>idsdk users list</c></summary>
internal sealed class ListUsersCommand : Command
{
    private readonly CliContext _context;
    private readonly SharedOptions _shared;
    private readonly Option<int?> _take = SharedOptions.Number("--take", "Maximum number of users per vendor (default: all).");
    private readonly Option<int?> _pageSize = SharedOptions.Number("--page-size", "Users per request (default: the vendor's page size).");
    private readonly Option<string?> _filter;

    public ListUsersCommand(CliContext context, VendorCatalog vendors)
        : base("list", "List users as they arrive. With --vendor all, json and jsonl wrap each user in an object with its vendor.")
    {
        _context = context;
        _shared = new SharedOptions(this, vendors, [.. vendors.Names, VendorCatalog.AllName]);
        _filter = new("--filter")
        {
            Description = $"Only matching users. {string.Join(" ", vendors.All.Select(vendor => $"{vendor.Name}: {vendor.FilterHelp}."))}",
            HelpName = "filter",
        };
        Options.Add(_take);
        Options.Add(_filter);
        Options.Add(_pageSize);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var isAll = _shared.Vendor(command) == VendorCatalog.AllName;
        var query = new UserQuery(command.GetValue(_filter), command.GetValue(_pageSize));
        if (isAll && query.Filter is not null)
        {
            throw new UsageException("--filter works with one vendor only: each vendor has its own filter syntax.");
        }

        var writer = UserWriters.ForList(_shared.Format(command), _context.Console, namesVendor: isAll);
        using var listing = new UserListing(writer, _context);
        await using var sources = await _shared.OpenAsync(command, _context, cancellationToken);
        await listing.RunAsync(sources, query, command.GetValue(_take) ?? int.MaxValue, cancellationToken);
        return ExitCodes.Success;
    }
}
