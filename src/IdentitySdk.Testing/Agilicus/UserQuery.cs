using System.Text.Json;
using IdentitySdk.Testing.Hosting;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Filters of the user list. Several values of type or status mean "or", several search_params "and".</summary>
internal static class UserQuery
{
    private static readonly string[] s_paging = ["limit", "previous_email", "search_direction", "allow_partial_match"];
    private static readonly string[] s_texts = ["email", "provider", "org_id", "first_name", "last_name", "user_id"];
    private static readonly string[] s_others = ["type", "status", "prefix_email_search", "search_params", "has_roles", "orgless_users"];
    private static readonly string[] s_searched = ["first_name", "last_name", "email", "external_id"];

    public static bool HasFilters(RequestContext context) => context.QueryNames.Except(s_paging).Any();

    public static EmulatorResponse? Validate(RequestContext context)
    {
        if (context.QueryNames.Except(s_paging).Except(s_texts).Except(s_others).FirstOrDefault() is { } unknown)
        {
            return Errors.Of(400, $"Unsupported query parameter: {unknown}");
        }

        return context.Query("search_direction") is null or "forwards" or "backwards" ? null : Errors.Of(400, "search_direction must be forwards or backwards");
    }

    public static bool Matches(RequestContext context, JsonElement user)
    {
        var isPartial = context.Query("allow_partial_match") == "true";
        return s_texts.All(name => context.Query(name) is not { } wanted || IsMatch(Text(user, name == "user_id" ? "id" : name), wanted, isPartial))
            && IsAnyOf(context.QueryAll("type"), Text(user, "type"))
            && IsAnyOf(context.QueryAll("status"), Text(user, "status"))
            && (context.Query("prefix_email_search") is not { } prefix || Text(user, "email").StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            && context.QueryAll("search_params").All(text => s_searched.Any(name => Text(user, name).Contains(text, StringComparison.OrdinalIgnoreCase)))
            && IsFlag(context.Query("has_roles"), HasRoles(user))
            && IsFlag(context.Query("orgless_users"), Text(user, "org_id").Length == 0);
    }

    private static bool IsMatch(string value, string wanted, bool isPartial) => isPartial
        ? value.Contains(wanted, StringComparison.OrdinalIgnoreCase)
        : string.Equals(value, wanted, StringComparison.Ordinal);

    private static bool IsAnyOf(IReadOnlyList<string> wanted, string value) => wanted.Count == 0 || wanted.Contains(value);

    /// <summary>A missing parameter matches every user; it does not mean false.</summary>
    private static bool IsFlag(string? wanted, bool value) =>
        wanted is null || string.Equals(wanted, value ? "true" : "false", StringComparison.OrdinalIgnoreCase);

    private static bool HasRoles(JsonElement user) =>
        user.TryGetProperty("roles", out var roles) && roles.ValueKind == JsonValueKind.Object && roles.EnumerateObject().Any();

    private static string Text(JsonElement user, string name) => user.TryGetProperty(name, out var value) ? value.ToString() : "";
}
