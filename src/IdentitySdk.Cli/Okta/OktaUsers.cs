using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Okta;

/// <summary>Okta's users; filters and searches are Okta expressions.</summary>
internal sealed class OktaUsers : IVendorUsers
{
    /// <summary>An expression that matches every user: unlike the plain list, filters and searches include deactivated users.</summary>
    private const string AllUsers = "lastUpdated ge \"1970-01-01T00:00:00.000Z\"";

    public string FilterHelp => "an expression such as 'status eq \"ACTIVE\"'";

    public string SearchHelp => "an expression such as 'profile.department eq \"Sales\"', over an index that lags behind writes";

    public string SortHelp => "any field, with --search or --all-states";

    public string EmptyListHelp =>
        "Okta lists only the users that the token's administrator can see: check the role of the administrator who created the token.";

    public string? LeftOut(UserQuery query) => Condition(query) is null && query.Search is null
        ? "Okta's list leaves out deactivated users (DEPROVISIONED); --all-states includes them."
        : null;

    public VendorCall List(UserQuery query, VendorSettings settings)
    {
        var condition = Condition(query);
        var search = query.Search;
        if (search is not null && query.Filters.Count > 0)
        {
            throw new UsageException("Okta supports --filter or --search, not both: put all conditions into --search.");
        }

        if (search is not null || (query.Sort is not null && query.AllStates))
        {
            (search, condition) = (Join([search, condition]), null);
        }

        if (query.Sort is not null && search is null)
        {
            throw new UsageException("Okta sorts searches only: use --sort with --search or --all-states.");
        }

        var request = new RawRequest();
        Add(request, "filter", condition);
        Add(request, "search", search);
        Add(request, "sortBy", query.Sort);
        Add(request, "sortOrder", query.Sort is null ? null : query.IsDescending ? "desc" : "asc");
        return new VendorCall("/api/v1/users", request);
    }

    public VendorCall Get(string id, VendorSettings settings) => new("/api/v1/users/{userId}", new RawRequest { Path = { ["userId"] = id } });

    public UserRow Row(JToken user) => new(
        "okta",
        JsonText.Member(user, "id") ?? "",
        JsonText.Member(user, "profile", "login") ?? JsonText.Member(user, "profile", "email") ?? "",
        UserRow.FullName(JsonText.Member(user, "profile", "firstName"), JsonText.Member(user, "profile", "lastName")),
        JsonText.Member(user, "status") ?? "",
        user);

    public string AttributePath(string name) => "profile." + name;

    public UserCall? Find(string verb, VendorSettings settings) => verb switch
    {
        UserVerbs.Groups => new UserCall("UserResources_ListGroups", "userId"),
        UserVerbs.Roles => new UserCall("UserRoles_List", "userId"),
        UserVerbs.Apps => new UserCall("UserResources_ListAppLinks", "userId"),
        UserVerbs.ResetPassword => new UserCall("UserLifecycle_ResetPassword", "userId")
        {
            Query = new Dictionary<string, string> { ["sendEmail"] = "true" },
                Consequence = "The current password stops working, and Okta sends an email with a link.",
        },
        UserVerbs.RevokeSessions => new UserCall("UserLifecycle_RevokeSessions", "userId") { Consequence = "The user is signed out everywhere." },
        _ => null,
    };

    public string Instead(string verb) => "see idsdk okta --help.";

    private static string? Condition(UserQuery query) => Join([
        .. query.Filters.Select(filter => query.Filters.Count > 1 || query.Since is not null ? $"({filter})" : filter),
        query.Since is { } since ? $"lastUpdated gt \"{since.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\"" : null,
        query is { AllStates: true, Filters.Count: 0, Since: null, Search: null } ? AllUsers : null,
    ]);

    private static string? Join(IEnumerable<string?> conditions) => string.Join(" and ", conditions.OfType<string>()) is { Length: > 0 } joined ? joined : null;

    private static void Add(RawRequest request, string name, string? value)
    {
        if (value is not null)
        {
            request.Query.Add(name, value);
        }
    }
}
