using System.Globalization;
using IdentitySdk.Cli.Calls;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Doctor;

/// <summary>Checks credential, scopes, clock, paging, the empty list and rate limits of a connection, with two small requests.</summary>
internal sealed class VendorChecks(VendorConnection connection, CliContext context, VendorCatalog vendors)
{
    private const int DefaultPageSize = 50;
    private const int ExampleUsers = 10_000;
    private static readonly TimeSpan s_maxSkew = TimeSpan.FromSeconds(60);
    private readonly ResponseCapture _capture = new();
    private readonly List<Finding> _findings = [];

    private Operation Listing { get; } = OperationTable.Load(connection.Vendor.DisplayName).Get("Users_List");

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        CheckScopes();
        var call = connection.Vendor.Users.List(new UserQuery(), connection.Settings);
        call.Request.RequestOptions = new RequestOptions { Capture = _capture };
        try
        {
            await CheckListAsync(call, cancellationToken);
        }
        catch (IdentityApiException exception)
        {
            Add("credential", Verdict.Failed, exception.Message, Failure.From(exception, vendors)?.Text?.Split('\n')[^1]);
        }

        CheckClock();
        CheckBudget();
        return _findings;
    }

    private async Task CheckListAsync(VendorCall call, CancellationToken cancellationToken)
    {
        var pages = new List<Page<JToken>>();
        await foreach (var page in connection.Raw.ListAllAsync(call.Path, call.Request, cancellationToken).AsPages(pageSize: 1)
            .WithCancellation(cancellationToken))
        {
            pages.Add(page);
            if (pages.Count == 1)
            {
                Add("credential", Verdict.Ok, $"{connection.Settings.Choose(connection.Vendor).Name} is accepted");
            }

            if (pages.Count == 2)
            {
                break;
            }
        }

        var isEmpty = pages.All(static page => page.Items.Count == 0);
        Add("list", isEmpty ? Verdict.Warning : Verdict.Ok, isEmpty ? "no users, and no error" : "users are listed",
            isEmpty ? connection.Vendor.Users.EmptyListHelp : null);
        Add("paging", Verdict.Ok, pages.Count > 1 ? "the second page follows the first" : "there is only one page");
    }

    private void CheckScopes()
    {
        var granted = connection.Vendor.Scopes(connection.Settings);
        if (granted is null)
        {
            return;
        }

        var needed = (Listing.Scopes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var missing = needed.Except(granted).ToList();
        Add(
            "scopes",
            missing.Count == 0 ? Verdict.Ok : Verdict.Warning,
            $"requested: {string.Join(" ", granted)}",
            missing.Count == 0 ? null : $"listing users requires {string.Join(" ", missing)}");
        if (connection.Vendor.TokenBinding(connection.Settings) is { } binding)
        {
            Add("dpop", Verdict.Ok, binding);
        }
    }

    /// <summary>Signed tokens and proofs contain times, which the vendor compares with its own clock.</summary>
    private void CheckClock()
    {
        if (_capture.Response?.Headers.TryGetValue("Date", out var dates) != true
            || !DateTimeOffset.TryParse(dates![0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            return;
        }

        var skew = context.TimeProvider.GetUtcNow() - date;
        var text = string.Create(CultureInfo.InvariantCulture,
            $"this clock is {Math.Abs(skew.TotalSeconds):0} s {(skew < TimeSpan.Zero ? "behind" : "ahead of")} the vendor's");
        var isSkewed = skew.Duration() > s_maxSkew;
        Add("clock", isSkewed ? Verdict.Warning : Verdict.Ok, text, isSkewed ? "synchronize the clock of this machine with a time server" : null);
    }

    private void CheckBudget()
    {
        var size = Listing.Parameters.FirstOrDefault(parameter => parameter.Name == Listing.Paging?.Size)?.Form.Maximum ?? DefaultPageSize;
        var cost = string.Create(CultureInfo.InvariantCulture, $"a list of {ExampleUsers:N0} users takes {ExampleUsers / size:N0} requests of {size} users");
        var limits = connection.Client.RateLimits.Snapshot();
        if (limits.Count == 0)
        {
            Add("rate limit", Verdict.Ok, $"no limit is reported; {cost}");
        }

        foreach (var (bucket, limit) in limits)
        {
            var isLow = limit.Limit > 0 && limit.Remaining * 10 < limit.Limit;
            Add(
                "rate limit",
                isLow ? Verdict.Warning : Verdict.Ok,
                string.Create(CultureInfo.InvariantCulture, $"{limit.Remaining:N0} of {limit.Limit:N0} requests left ({bucket}); {cost}"),
                isLow ? "other clients use this limit: wait for the next window" : null);
        }
    }

    private void Add(string check, Verdict verdict, string text, string? fix = null) =>
        _findings.Add(new Finding(connection.Name, check, verdict, text, fix));
}
