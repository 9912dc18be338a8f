using System.Globalization;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.OneLogin;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.OneLogin;

/// <summary>OneLogin's users; a filter is <c>field=value</c>, with <c>*</c> for any text.</summary>
internal sealed class OneLoginUsers : IVendorUsers
{
    private static readonly FieldFilter s_filter = new(
        "OneLogin",
        ["email", "username", "firstname", "lastname", "samaccountname", "userprincipalname", "external_id"],
        ["directory_id", "group_id", "role_id"]);

    public string FilterHelp => s_filter.Help + "; * matches any text";

    public string SearchHelp => "not supported; use --filter with *, such as username=ada*";

    public string SortHelp => "any field of a user";

    public string EmptyListHelp =>
        "OneLogin returns an empty list, not an error, for an API credential without permission to read users: check its scope (at least Read Users).";

    public string? LeftOut(UserQuery query) => null;

    public VendorCall List(UserQuery query, VendorSettings settings)
    {
        if (query.Search is not null)
        {
            throw new UsageException("OneLogin has no search: use --filter with *, such as --filter username=ada*.");
        }

        var request = new RawRequest();
        s_filter.Apply(query.Filters, request.Query);
        if (query.Since is { } since)
        {
            request.Query.Add("updated_since", since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        }

        if (query.Sort is { } sort)
        {
            request.Query.Add("sort", $"{(query.IsDescending ? '-' : '+')}{sort}");
        }

        return new VendorCall("/api/1/users", request);
    }

    public VendorCall Get(string id, VendorSettings settings) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        ? new VendorCall("/api/1/users/{user_id}", new RawRequest { Path = { ["user_id"] = id } })
        : throw new UsageException("The id of a OneLogin user is a whole number.");

    /// <summary>A single user may be in an envelope, in an array of one.</summary>
    public UserRow Row(JToken user)
    {
        var single = OneLoginVendor.Content(user);
        return new UserRow(
            "onelogin",
            JsonText.Member(single, "id") ?? "",
            JsonText.Member(single, "username") ?? JsonText.Member(single, "email") ?? "",
            UserRow.FullName(JsonText.Member(single, "firstname"), JsonText.Member(single, "lastname")),
            Status(JsonText.Member(single, "status")),
            single);
    }

    public UserCall? Find(string verb, VendorSettings settings) => verb switch
    {
        UserVerbs.Roles => new UserCall("UserRoles_List", "user_id"),
        UserVerbs.Apps => new UserCall("Users_ListApps", "user_id"),
        UserVerbs.RevokeSessions => new UserCall("UserSecurity_LogOut", "user_id") { Consequence = "The user is signed out everywhere." },
        _ => null,
    };

    public string Instead(string verb) => verb switch
    {
        UserVerbs.Groups => "a user has one group, whose id users get shows as group_id.",
        UserVerbs.ResetPassword => "set a password with idsdk onelogin user-security set-password.",
        _ => "see idsdk onelogin --help.",
    };

    /// <summary>The name of a status, which responses contain as a number.</summary>
    private static string Status(string? status) =>
        !long.TryParse(status, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? status ?? "" : number switch
    {
        UserStatus.Values.Unactivated => "unactivated",
        UserStatus.Values.Active => "active",
        UserStatus.Values.Suspended => "suspended",
        UserStatus.Values.Locked => "locked",
        UserStatus.Values.PasswordExpired => "password expired",
        UserStatus.Values.AwaitingPasswordReset => "awaiting reset",
        UserStatus.Values.PasswordPending => "password pending",
        UserStatus.Values.SecurityQuestionsRequired => "questions required",
        _ => status,
    };
}
