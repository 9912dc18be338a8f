using System.Text.Json;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Filters of the user list. Several values of type or status are alternatives; all search_params must match.</summary>
internal static class UserQuery
{
    private static readonly string[] s_paging = ["limit", "previous_email", "search_direction", "allow_partial_match"];
    private static readonly string[] s_texts = ["email", "provider", "first_name", "last_name", "user_id"];
    private static readonly string[] s_searched = ["first_name", "last_name", "email", "external_id"];

    public static bool HasFilters(RequestContext context) => context.QueryNames.Except(s_paging).Any();

    /// <summary>The issuer of an organisation. All users have the seeded issuer.</summary>
    public static string IssuerOf(JsonObject org) => org.Text("issuer") ?? Seed.Issuer;

    public static bool Matches(RequestContext context, JsonElement user, Tenant tenant) => MatchesTexts(context, user) && MatchesFlags(context, user, tenant)
        && (context.Query("org_id") is not { } org || IsIn(tenant, user, org))
        && (context.Query("issuer") is not { } issuer || issuer == Seed.Issuer)
        && MatchesIdentity(context, user, "upstream_user_id") && MatchesIdentity(context, user, "upstream_idp_id");

    private static bool MatchesTexts(RequestContext context, JsonElement user)
    {
        var isPartial = context.Flag("allow_partial_match", defaultValue: false);
        return s_texts.All(name => context.Query(name) is not { } wanted || IsMatch(Text(user, name == "user_id" ? "id" : name), wanted, isPartial))
            && IsAnyOf(context.QueryAll("type"), Text(user, "type"))
            && IsAnyOf(context.QueryAll("status"), Text(user, "status"))
            && (context.Query("prefix_email_search") is not { } prefix || Text(user, "email").StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            && context.QueryAll("search_params").All(text => s_searched.Any(name => Text(user, name).Contains(text, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>A user without an organisation is listed only on request.</summary>
    private static bool MatchesFlags(RequestContext context, JsonElement user, Tenant tenant)
    {
        var id = Text(user, "id");
        var isOrgless = Text(user, "org_id").Length == 0 && !tenant.Memberships.Of(id).Any();
        return IsFlag(context, "has_roles", HasRoles(user))
            && IsFlag(context, "has_resource_roles", tenant.ResourcePermissions.Of(id).Any())
            && IsFlag(context, "mfa_enrolled", tenant.ChallengeMethods.Of(id).Any(ChallengeMethods.IsEnabled))
            && IsFlag(context, "auto_created", Text(user, "auto_created") == "True")
            && (context.Query("orgless_users") is null ? !isOrgless : IsFlag(context, "orgless_users", isOrgless));
    }

    private static bool IsIn(Tenant tenant, JsonElement user, string org) =>
        Text(user, "org_id") == org || tenant.Memberships.Find(Text(user, "id"), org) is not null;

    private static bool MatchesIdentity(RequestContext context, JsonElement user, string name) => context.Query(name) is not { } wanted
        || (user.TryGetProperty(UpstreamIdentities.Member, out var identities)
            && identities.EnumerateArray().Any(identity => Text(identity.GetProperty("spec"), name) == wanted));

    private static bool IsMatch(string value, string wanted, bool isPartial) => isPartial
        ? value.Contains(wanted, StringComparison.OrdinalIgnoreCase)
        : string.Equals(value, wanted, StringComparison.Ordinal);

    private static bool IsAnyOf(IReadOnlyList<string> wanted, string value) => wanted.Count == 0 || wanted.Contains(value);

    /// <summary>A missing parameter matches every user; it does not mean false.</summary>
    private static bool IsFlag(RequestContext context, string name, bool value) =>
        context.Query(name) is null || context.Flag(name, defaultValue: value) == value;

    private static bool HasRoles(JsonElement user) =>
        user.TryGetProperty("roles", out var roles) && roles.ValueKind == JsonValueKind.Object && roles.EnumerateObject().Any();

    private static string Text(JsonElement user, string name) => user.TryGetProperty(name, out var value) ? value.ToString() : "";
}
