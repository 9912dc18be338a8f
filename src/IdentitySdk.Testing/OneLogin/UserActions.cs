using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>The PUT operations on a user that return a status only. Most of them return 400 when sent twice.</summary>
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

    public EmulatorResponse AddRoles(RequestContext context) => ChangeRoles(context, (present, wanted) => present.Intersect(wanted).Any()
        ? Errors.Of(400, "input role_id_array is already included as user roles")
        : null, (present, wanted) => [.. present, .. wanted]);

    public EmulatorResponse RemoveRoles(RequestContext context) => ChangeRoles(context, (present, wanted) => wanted.Except(present).Any()
        ? Errors.Of(400, "input role_id_array is not included as user roles")
        : null, (present, wanted) => [.. present.Except(wanted)]);

    public EmulatorResponse SetState(RequestContext context) => tenant.Change(context, user =>
    {
        var (state, error) = s_states.Next($"set_state_{context.Body["state"]}", $"{user["state"]}");
        if (error is not null)
        {
            return Errors.Of(400, error == "already" ? "user is already in this state" : "state is invalid");
        }

        user["state"] = int.Parse(state!, System.Globalization.CultureInfo.InvariantCulture);
        return null;
    });

    /// <summary>The body's locked_until is minutes; 0 means until the user is unlocked, since this account has no policy.</summary>
    public EmulatorResponse Lock(RequestContext context) => tenant.Change(context, user =>
    {
        var minutes = context.Body["locked_until"].Integer() ?? 0;
        user["status"] = Locked;
        user["locked_until"] = minutes == 0 ? null : tenant.Options.TimeProvider.GetUtcNow().AddMinutes(minutes).Zulu();
        if (minutes > 0)
        {
            tenant.Gate.After(TimeSpan.FromMinutes(minutes), () => Unlock(user["id"]!.ToString(), user.Text("locked_until")!));
        }

        return null;
    });

    public EmulatorResponse LogOut(RequestContext context) => tenant.Change(context, user =>
    {
        var id = user["id"]!.ToString();
        tenant.Save(id, tenant.Secret(id) with { Sessions = 0 });
        return null;
    });

    public EmulatorResponse SetCustomAttributes(RequestContext context)
    {
        var changes = context.Body.Members("custom_attributes");
        return RefuseCustomAttributes(tenant, changes) ?? tenant.Change(context, user =>
        {
            MergeCustomAttributes(user, changes);
            return null;
        });
    }

    public static EmulatorResponse? RefuseCustomAttributes(Tenant tenant, JsonObject changes)
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
        foreach (var (name, value) in changes)
        {
            attributes[name] = value?.DeepClone();
        }

        user["custom_attributes"] = attributes;
    }

    /// <summary>Ends a lock, unless another one has begun meanwhile.</summary>
    private void Unlock(string id, string until)
    {
        if (tenant.Users.Find(id) is { } slot && tenant.Users.Table.Load(slot) is var user && user.Text("locked_until") == until)
        {
            (user["status"], user["locked_until"]) = (1, null);
            tenant.Users.Table.Save(slot, user);
        }
    }

    private EmulatorResponse ChangeRoles(RequestContext context, Func<long[], long[], EmulatorResponse?> refuse, Func<long[], long[], long[]> change)
    {
        var wanted = (context.Body["role_id_array"] as JsonArray ?? []).Select(role => role.Integer() ?? 0).Distinct().ToArray();
        return wanted.Except(tenant.Roles).Any()
            ? Errors.Of(400, $"role_id_array should be a subset of -> [{string.Join(", ", tenant.Roles)}]")
            : tenant.Change(context, user =>
            {
                var present = (user["role_id"] as JsonArray ?? []).Select(role => role.Integer() ?? 0).ToArray();
                if (refuse(present, wanted) is { } error)
                {
                    return error;
                }

                var roles = change(present, wanted);
                user["role_id"] = roles.Length == 0 ? null : new JsonArray([.. roles.Select(role => (JsonNode?)role)]);
                return null;
            });
    }
}
