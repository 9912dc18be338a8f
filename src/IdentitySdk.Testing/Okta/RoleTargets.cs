using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Okta;

/// <summary>
/// The targets of a role. The first target limits the role, and the last cannot be removed, because that would remove the limit. A target is stored as
/// <c>group/{id}</c>, <c>app/{name}</c> or <c>app/{name}/{id}</c>.
/// </summary>
internal sealed class RoleTargets(Tenant tenant, Roles roles)
{
    /// <summary>The member of an assignment that holds its targets; no response contains it.</summary>
    public const string Member = "x-targets";

    private const int MaxTargets = 100;

    /// <summary>Roles whose targets are groups (Okta's reference of roles).</summary>
    private static readonly string[] s_groupRoles = ["USER_ADMIN", "HELP_DESK_ADMIN", "GROUP_MEMBERSHIP_ADMIN"];

    private static readonly string[] s_appRoles = ["APP_ADMIN"];

    public static IReadOnlyList<string> Of(JsonObject role) => [.. (role[Member] as JsonArray ?? []).Select(target => target!.ToString())];

    public static IEnumerable<JsonObject> Groups(Tenant tenant, IEnumerable<string> targets) => targets
        .Where(target => target.StartsWith("group/", StringComparison.Ordinal))
        .Select(target => tenant.Groups.Find(target["group/".Length..]))
        .OfType<JsonObject>();

    /// <summary>Catalog applications have no id; application instances have one.</summary>
    public static IEnumerable<JsonObject> Apps(Tenant tenant, IEnumerable<string> targets) => targets
        .Where(target => target.StartsWith("app/", StringComparison.Ordinal))
        .Select(target => target.Split('/'))
        .Select(parts => CatalogApp(tenant.Apps.All
            .First(app => app.Text("name") == parts[1] && (parts.Length == 2 || app.Text("id") == parts[2])), parts.Length == 3));

    public EmulatorResponse ListGroups(RequestContext context) => roles.Find(context, (_, role) => Pages.Of(context, [.. Groups(tenant, Of(role))]));

    public EmulatorResponse ListApps(RequestContext context) => roles.Find(context, (_, role) => Pages.Of(context, [.. Apps(tenant, Of(role))]));

    public EmulatorResponse AddGroup(RequestContext context) =>
        Add(context, s_groupRoles, Group(context), "groupId", tenant.Groups.Find(context.PathValue("groupId")) is not null);

    public EmulatorResponse RemoveGroup(RequestContext context) => Remove(context, Group(context), "groupId");

    public EmulatorResponse AddApp(RequestContext context) =>
        Add(context, s_appRoles, App(context), "appName", tenant.Apps.All.Any(app => app.Text("name") == context.PathValue("appName")));

    public EmulatorResponse RemoveApp(RequestContext context) => Remove(context, App(context), "appName");

    public EmulatorResponse AddAppInstance(RequestContext context) => Add(
        context, s_appRoles, AppInstance(context), "applicationId",
        tenant.Apps.Find(context.PathValue("applicationId")) is { } app && app.Text("name") == context.PathValue("appName"));

    public EmulatorResponse RemoveAppInstance(RequestContext context) => Remove(context, AppInstance(context), "applicationId");

    public EmulatorResponse AddAllApps(RequestContext context) => roles.Find(context, (user, role) =>
        s_appRoles.Contains(role.Text("type")) ? Save(user, role, []) : WrongType());

    private static string Group(RequestContext context) => $"group/{context.PathValue("groupId")}";

    private static string App(RequestContext context) => $"app/{context.PathValue("appName")}";

    private static string AppInstance(RequestContext context) => $"{App(context)}/{context.PathValue("applicationId")}";

    private static JsonObject CatalogApp(JsonObject app, bool isInstance)
    {
        var shown = new JsonObject
        {
            ["name"] = app.Text("name"), ["displayName"] = app.Text("label"), ["status"] = "ACTIVE", ["signOnModes"] = new JsonArray("SAML_2_0"),
        };
        if (isInstance)
        {
            shown["id"] = app.Text("id");
        }

        return shown;
    }

    private static EmulatorResponse WrongType() => Errors.Of(400, "E0000091", "The provided role type was not the same as required role type.");

    /// <param name="context">The request.</param>
    /// <param name="types">The roles that have such targets.</param>
    /// <param name="target">The target.</param>
    /// <param name="parameter">The path parameter that names it.</param>
    /// <param name="exists">Whether the group or application exists.</param>
    private EmulatorResponse Add(RequestContext context, string[] types, string target, string parameter, bool exists) => roles.Find(context, (user, role) =>
    {
        if (!types.Contains(role.Text("type")))
        {
            return WrongType();
        }

        if (!exists)
        {
            return Errors.NotFound(context.PathValue(parameter), "Target");
        }

        var present = Of(role);
        if (target.Count(character => character == '/') == 2 && present.Contains(target[..target.LastIndexOf('/')]))
        {
            return Errors.Validation("targets", "targets: The role has the whole application as a target");
        }

        // An application as a whole supersedes its instances.
        List<string> targets = [.. present.Where(other => other != target && !other.StartsWith($"{target}/", StringComparison.Ordinal)), target];
        return targets.Count > MaxTargets ? Errors.Of(400, "E0000093", "Target count limit exceeded") : Save(user, role, targets);
    });

    private EmulatorResponse Remove(RequestContext context, string target, string parameter) => roles.Find(context, (user, role) =>
    {
        var present = Of(role);
        if (!present.Contains(target))
        {
            return Errors.NotFound(context.PathValue(parameter), "Target");
        }

        return present.Count == 1
            ? Errors.Validation("targets", "targets: The last target of a role cannot be removed")
            : Save(user, role, [.. present.Where(other => other != target)]);
    });

    private EmulatorResponse Save(string user, JsonObject role, IEnumerable<string> targets)
    {
        role[Member] = new JsonArray([.. targets.Select(target => (JsonNode)target)]);
        role["lastUpdated"] = tenant.Now;
        tenant.Roles.Put(user, role);
        return EmulatorResponse.Empty(204);
    }
}
