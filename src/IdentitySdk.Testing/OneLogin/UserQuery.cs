using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using IdentitySdk.Testing.Hosting;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>Filters of the user list: exact values, <c>*</c> for any text, a leading <c>!</c> for "not", and date ranges.</summary>
internal static class UserQuery
{
    private const string CustomPrefix = "custom_attributes.";
    private static readonly string[] s_paging = ["limit", "sort", "fields", "after_cursor", "before_cursor"];
    private static readonly string[] s_values =
    [
        "id", "email", "username", "firstname", "lastname", "samaccountname", "userprincipalname", "external_id", "directory_id",
        "manager_ad_id", "role_id", "group_id", "user_ids", "status",
    ];

    /// <summary>By parameter: the date it filters, and whether it is the lower bound.</summary>
    private static readonly Dictionary<string, (string Field, bool IsLower)> s_dates = new()
    {
        ["since"] = ("created_at", true), ["until"] = ("created_at", false),
        ["created_since"] = ("created_at", true), ["created_until"] = ("created_at", false),
        ["updated_since"] = ("updated_at", true), ["updated_until"] = ("updated_at", false),
        ["last_login_since"] = ("last_login", true), ["last_login_until"] = ("last_login", false),
    };

    public static bool HasFilters(RequestContext context) => context.QueryNames.Except(s_paging).Any();

    public static EmulatorResponse? Validate(RequestContext context)
    {
        foreach (var name in context.QueryNames.Except(s_paging))
        {
            if (s_dates.ContainsKey(name) && Date(context.Query(name)) is null)
            {
                return Errors.Field(name, $"{name} should be a date");
            }

            if (!s_dates.ContainsKey(name) && !s_values.Contains(name) && !name.StartsWith(CustomPrefix, StringComparison.Ordinal))
            {
                return Errors.Of(400, $"query parameter(s) not allowed: {name}");
            }
        }

        return null;
    }

    /// <summary>The unique key or id that the query selects without wildcard, so that no scan is needed.</summary>
    public static (string? Key, string? Id)? Exact(RequestContext context)
    {
        if (context.Query("id") is { } id && IsPlain(id))
        {
            return (null, id);
        }

        if (context.Query("email") is { } email && IsPlain(email))
        {
            return (Seed.EmailKey(email), null);
        }

        return context.Query("username") is { } username && IsPlain(username) ? (Seed.UsernameKey(username), null) : null;
    }

    public static bool Matches(RequestContext context, JsonElement user) =>
        context.QueryNames.Except(s_paging).All(name => Matches(name, context.Query(name)!, user));

    private static bool Matches(string name, string wanted, JsonElement user)
    {
        if (s_dates.TryGetValue(name, out var date))
        {
            return Date(Text(user, date.Field)) is { } value && (date.IsLower ? value >= Date(wanted) : value <= Date(wanted));
        }

        if (name == "user_ids")
        {
            return wanted.Split(',', StringSplitOptions.TrimEntries).Contains(Text(user, "id"));
        }

        if (name == "role_id")
        {
            return user.GetProperty("role_id") is { ValueKind: JsonValueKind.Array } roles && roles.EnumerateArray().Any(role => role.ToString() == wanted);
        }

        if (name.StartsWith(CustomPrefix, StringComparison.Ordinal))
        {
            return user.TryGetProperty("custom_attributes", out var custom) && IsMatch(Text(custom, name[CustomPrefix.Length..]), wanted);
        }

        // The vendor returns an empty list instead of an error when status is filtered.
        return name != "status" && IsMatch(Text(user, name), wanted);
    }

    private static bool IsMatch(string? value, string wanted)
    {
        if (wanted.StartsWith('!'))
        {
            return !IsMatch(value, wanted[1..]);
        }

        var pattern = $"^{Regex.Escape(wanted).Replace(@"\*", ".*", StringComparison.Ordinal)}$";
        return value is not null && Regex.IsMatch(value, pattern, RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }

    private static bool IsPlain(string value) => !value.Contains('*') && !value.StartsWith('!');

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value.ToString()
            : null;

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
