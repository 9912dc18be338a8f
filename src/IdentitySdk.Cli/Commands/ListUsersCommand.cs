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
    private readonly Option<int?> _take = SharedOptions.Number("--take", "How many users of each vendor; all by default.");
    private readonly Option<int?> _pageSize = SharedOptions.Number("--page-size", "How many users to ask for at a time; the vendor's own size by default.");
    private readonly Option<string?> _filter;

    public ListUsersCommand(CliContext context, VendorCatalog vendors)
        : base("list", "List users, each as soon as it has come. With --vendor all, json and jsonl write objects of vendor and user.")
    {
        _context = context;
        _shared = new SharedOptions(this, vendors, [.. vendors.Names, VendorCatalog.AllName]);
        _filter = new("--filter")
        {
            Description = $"Only users that match. {string.Join(" ", vendors.All.Select(vendor => $"{vendor.Name}: {vendor.FilterHelp}."))}",
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
            throw new UsageException("--filter is for one vendor: each has a language of its own.");
        }

        var writer = UserWriters.ForList(_shared.Format(command), _context.Console, namesVendor: isAll);
        using var listing = new UserListing(writer, _context);
        await using var sources = await _shared.OpenAsync(command, _context, cancellationToken);
        await listing.RunAsync(sources, query, command.GetValue(_take) ?? int.MaxValue, cancellationToken);
        return ExitCodes.Success;
    }
}
