using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using IdentitySdk.Testing.Hosting;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>Filters of the user list: exact values, <c>*</c> for any text, a leading <c>!</c> for "not", and date ranges.</summary>
internal static class UserQuery
{
    private const string CustomPrefix = "custom_attributes.";
    private static readonly string[] s_paging = ["limit", "sort", "fields", "after_cursor", "before_cursor", "cursor", "page"];

    /// <summary>Parameters that filter; the vendor ignores others.</summary>
    private static readonly string[] s_values =
    [
        "id", "email", "username", "firstname", "lastname", "samaccountname", "userprincipalname", "external_id", "directory_id",
        "manager_ad_id", "member_of", "role_id", "role_ids", "group_id", "user_ids", "app_id", "status",
    ];

    /// <summary>By parameter: the date it filters, and whether it is the lower bound.</summary>
    private static readonly Dictionary<string, (string Field, bool IsLower)> s_dates = new()
    {
        ["since"] = ("created_at", true), ["until"] = ("created_at", false),
        ["created_since"] = ("created_at", true), ["created_until"] = ("created_at", false),
        ["updated_since"] = ("updated_at", true), ["updated_until"] = ("updated_at", false),
        ["last_login_since"] = ("last_login", true), ["last_login_until"] = ("last_login", false),
    };

    public static bool HasFilters(RequestContext context) => Filters(context).Any();

    /// <summary>The unique key or id that the query selects without a wildcard, which makes a scan unnecessary.</summary>
    public static (string? Key, string? Id)? Exact(RequestContext context) => (Plain(context, "id"), Plain(context, "email"), Plain(context, "username")) switch
    {
        ({ } id, _, _) => (null, id),
        (_, { } email, _) => (Seed.EmailKey(email), null),
        (_, _, { } username) => (Seed.UsernameKey(username), null),
        _ => null,
    };

    public static bool Matches(RequestContext context, JsonElement user, Tenant tenant) =>
        Filters(context).All(name => Matches(name, context.Query(name)!, user, tenant));

    private static IEnumerable<string> Filters(RequestContext context) => context.QueryNames.Except(s_paging)
        .Where(name => s_dates.ContainsKey(name) || s_values.Contains(name) || name.StartsWith(CustomPrefix, StringComparison.Ordinal));

    private static bool Matches(string name, string wanted, JsonElement user, Tenant tenant)
    {
        if (s_dates.TryGetValue(name, out var date))
        {
            return Date(Text(user, date.Field)) is { } value && (date.IsLower ? value >= Date(wanted) : value <= Date(wanted));
        }

        if (name == "user_ids")
        {
            return wanted.Split(',', StringSplitOptions.TrimEntries).Contains(Text(user, "id"));
        }

        if (name is "role_id" or "role_ids")
        {
            return user.GetProperty("role_id") is { ValueKind: JsonValueKind.Array } roles
                && wanted.Split(',').All(id => roles.EnumerateArray().Any(role => role.ToString() == id));
        }

        if (name.StartsWith(CustomPrefix, StringComparison.Ordinal))
        {
            return user.TryGetProperty("custom_attributes", out var custom) && IsMatch(Text(custom, name[CustomPrefix.Length..]), wanted);
        }

        if (name == "app_id")
        {
            return tenant.AppAssignments.Find(Text(user, "id")!, wanted) is not null;
        }

        // The vendor returns an empty list instead of an error for a filter on status.
        return name != "status" && IsMatch(Text(user, name), wanted);
    }

    // NonBacktracking, because patterns are input from requests and must not be costly.
    private const RegexOptions Pattern = RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    private static bool IsMatch(string? value, string wanted)
    {
        if (wanted.StartsWith('!'))
        {
            return !IsMatch(value, wanted[1..]);
        }

        var pattern = $"^{Regex.Escape(wanted).Replace(@"\*", ".*", StringComparison.Ordinal)}$";
        return value is not null && Regex.IsMatch(value, pattern, Pattern);
    }

    /// <summary>The value of a filter; null when it is missing or not an exact value.</summary>
    private static string? Plain(RequestContext context, string name) =>
        context.Query(name) is { } value && !value.Contains('*') && !value.StartsWith('!') ? value : null;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value.ToString()
            : null;

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
