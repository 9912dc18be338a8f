using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>The PUT operations on a user that return only a status. Most of them return 400 when sent twice.</summary>
internal sealed class UserActions(Tenant tenant)
{
    private const int Locked = 3;

    /// <summary>The vendor's page of set-state: 0 unapproved, 1 approved, 2 rejected, 3 unlicensed.</summary>
    private static readonly StateTable s_states = StateTable.Parse("""
                    0       1       2       3
        set_state_0 already 0       0       invalid
        set_state_1 1       already 1       1
        set_state_2 2       2       already 2
        set_state_3 3       3       3       already
        """);

    public EmulatorResponse AddRoles(RequestContext context) => ChangeRoles(context, (user, present, wanted) => present.Intersect(wanted).Any()
        ? Errors.Of(400, "input role_id_array is already included as user roles")
        : SetRoles(user, [.. present, .. wanted]));

    public EmulatorResponse RemoveRoles(RequestContext context) => ChangeRoles(context, (user, present, wanted) => wanted.Except(present).Any()
        ? Errors.Of(400, "input role_id_array is not included as user roles")
        : SetRoles(user, [.. present.Except(wanted)]));

    public EmulatorResponse SetState(RequestContext context) => tenant.WithUser(context, (_, user) =>
    {
        var (state, error) = s_states.Next($"set_state_{context.Body["state"]}", $"{user["state"]}");
        if (error is not null)
        {
            return Errors.Of(400, error == "already" ? "user is already in this state" : "state is invalid");
        }

        user["state"] = int.Parse(state!, System.Globalization.CultureInfo.InvariantCulture);
        return tenant.Save(user);
    });

    /// <summary>The body's locked_until is in minutes; 0 means until the user is unlocked, because this account has no policy.</summary>
    public EmulatorResponse Lock(RequestContext context) => tenant.WithUser(context, (id, user) =>
    {
        var minutes = context.Body["locked_until"].Integer() ?? 0;
        user["status"] = Locked;
        user["locked_until"] = minutes == 0 ? null : tenant.Options.TimeProvider.GetUtcNow().AddMinutes(minutes).ToUtcText();
        if (minutes > 0)
        {
            tenant.Gate.After(TimeSpan.FromMinutes(minutes), () => Unlock(id, user.Text("locked_until")!));
        }

        return tenant.Save(user);
    });

    public EmulatorResponse LogOut(RequestContext context) => tenant.WithUser(context, (id, user) =>
    {
        tenant.Secrets.Change(id, secret => secret.Sessions = 0);
        return tenant.Save(user);
    });

    public EmulatorResponse SetCustomAttributes(RequestContext context)
    {
        var changes = context.Body.Members("custom_attributes");
        return ValidateCustomAttributes(tenant, changes) ?? tenant.WithUser(context, (_, user) =>
        {
            MergeCustomAttributes(user, changes);
            return tenant.Save(user);
        });
    }

    public static EmulatorResponse? ValidateCustomAttributes(Tenant tenant, JsonObject changes)
    {
        if (changes.Count == 0)
        {
            return Errors.Of(400, "custom_attributes is empty");
        }

        return changes.Select(change => change.Key).Except(tenant.CustomAttributes).Any()
            ? Errors.Of(400, $"input custom_attributes is not valid. Valid custom_attributes -> [{string.Join(' ', tenant.CustomAttributes)}]")
            : null;
    }

    public static void MergeCustomAttributes(JsonObject user, JsonObject changes)
    {
        var attributes = (JsonObject)user.Members("custom_attributes").DeepClone();
        attributes.Merge(changes);
        user["custom_attributes"] = attributes;
    }

    /// <summary>Ends a lock, unless the user was locked again in the meantime.</summary>
    private void Unlock(string id, string until)
    {
        if (tenant.Users.Get(id) is { } user && user.Text("locked_until") == until)
        {
            (user["status"], user["locked_until"]) = (1, null);
            tenant.Users.Save(user);
        }
    }

    private EmulatorResponse ChangeRoles(RequestContext context, Func<JsonObject, long[], long[], EmulatorResponse> change)
    {
        var wanted = (context.Body["role_id_array"] as JsonArray ?? []).Select(role => role.Integer() ?? 0).Distinct().ToArray();
        return wanted.Except(tenant.Roles).Any()
            ? Errors.Of(400, $"role_id_array should be a subset of -> [{string.Join(", ", tenant.Roles)}]")
            : tenant.WithUser(context, (_, user) => change(user, [.. (user["role_id"] as JsonArray ?? []).Select(role => role.Integer() ?? 0)], wanted));
    }

    private EmulatorResponse SetRoles(JsonObject user, long[] roles)
    {
        user["role_id"] = roles.Length == 0 ? null : new JsonArray([.. roles.Select(role => (JsonNode?)role)]);
        return tenant.Save(user);
    }
}
