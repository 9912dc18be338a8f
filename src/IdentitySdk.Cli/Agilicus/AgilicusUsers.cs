using IdentitySdk.Agilicus;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Agilicus;

/// <summary>Agilicus' users; a filter is <c>field=value</c>.</summary>
internal sealed class AgilicusUsers : IVendorUsers
{
    private const string OrgId = "org_id";
    private static readonly FieldFilter s_filter =
        new("Agilicus", ["email", "prefix_email_search", "first_name", "last_name", "type", "status", "provider", OrgId], []);

    public string FilterHelp => s_filter.Help;

    public string SearchHelp => "the beginning of an email";

    public string SortHelp => "email, which is the default order";

    public string EmptyListHelp => "Agilicus lists the users of the token's organisations: check AGILICUS_ORG_ID and the roles of the token's user.";

    public string? LeftOut(UserQuery query) => null;

    public VendorCall List(UserQuery query, VendorSettings settings)
    {
        if (query.Since is not null)
        {
            throw new UsageException("Agilicus cannot list by time: use idsdk agilicus users list-ids --updated-since.");
        }

        if (query.Sort is not null and not "email" || query.IsDescending)
        {
            throw new UsageException("Agilicus sorts by email only, ascending.");
        }

        var request = new RawRequest { Paging = AgilicusPaging.EmailKeyset("users") };
        s_filter.Apply(query.Filters, request.Query);
        if (query.Search is { } search)
        {
            request.Query.Add("prefix_email_search", search);
        }

        if (settings.Variable(AgilicusVendor.OrgIdVariable) is { } org
            && !query.Filters.Any(static filter => filter.StartsWith(OrgId + "=", StringComparison.Ordinal)))
        {
            request.Query.Add(OrgId, org);
        }

        return new VendorCall("/users", request);
    }

    public VendorCall Get(string id, VendorSettings settings)
    {
        var request = new RawRequest { Path = { ["user_id"] = id } };
        if (settings.Variable(AgilicusVendor.OrgIdVariable) is { } org)
        {
            request.Query.Add(OrgId, org);
        }

        return new VendorCall("/users/{user_id}", request);
    }

    public UserRow Row(JToken user) => new(
        "agilicus",
        JsonText.Member(user, "id") ?? "",
        JsonText.Member(user, "email") ?? "",
        JsonText.Member(user, "full_name") ?? UserRow.FullName(JsonText.Member(user, "first_name"), JsonText.Member(user, "last_name")),
        JsonText.Member(user, "status") ?? "",
        user);

    public UserCall? Find(string verb, VendorSettings settings)
    {
        var org = settings.Variable(AgilicusVendor.OrgIdVariable);
        IReadOnlyDictionary<string, string> query = org is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [OrgId] = org };
        return verb switch
        {
            UserVerbs.Roles => new UserCall("UserRoles_GetAll", "user_id") { Query = query },
            UserVerbs.Apps => new UserCall("AccessInfo_ListApplications", "user_id") { Query = query },
            _ => null,
        };
    }

    public string Instead(string verb) => verb switch
    {
        UserVerbs.Groups => "users get shows the groups of a user as member_of.",
        UserVerbs.ResetPassword => "users sign in at an upstream provider: reset the password there.",
        UserVerbs.RevokeSessions => "suspend the user, and undo it later with users resume.",
        _ => "see idsdk agilicus --help.",
    };
}
