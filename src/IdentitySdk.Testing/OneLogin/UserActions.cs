using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>The PUT operations on a user that return a status only. Most of them return 400 when sent twice.</summary>
internal sealed class UserActions(Users users, TimeProvider time)
{
    private const int Locked = 3;

    public EmulatorResponse AddRoles(RequestContext context) => ChangeRoles(context, (present, wanted) => present.Intersect(wanted).Any()
        ? Errors.Of(400, "input role_id_array is already included as user roles")
        : null, (present, wanted) => [.. present, .. wanted]);

    public EmulatorResponse RemoveRoles(RequestContext context) => ChangeRoles(context, (present, wanted) => wanted.Except(present).Any()
        ? Errors.Of(400, "input role_id_array is not included as user roles")
        : null, (present, wanted) => [.. present.Except(wanted)]);

    public EmulatorResponse SetState(RequestContext context)
    {
        if (Integer(context, "state") is not (>= 0 and <= 3 and var state))
        {
            return Errors.Of(400, "state is invalid");
        }

        return users.Change(
            context,
            user =>
            {
                var present = (int)user["state"]!;
                if (present == state || (present == 3 && state == 0))
                {
                    return Errors.Of(400, present == state ? "user is already in this state" : "state is invalid");
                }

                user["state"] = state;
                return null;
            },
            _ => Envelope.Success());
    }

    /// <summary>The body's locked_until is minutes; 0 means until the user is unlocked, since this account has no policy.</summary>
    public EmulatorResponse Lock(RequestContext context)
    {
        if (Integer(context, "locked_until") is not (>= 0 and var minutes))
        {
            return Errors.Field("locked_until", "locked_until should be -> integer");
        }

        return users.Change(
            context,
            user =>
            {
                user["status"] = Locked;
                user["locked_until"] = minutes == 0 ? null : time.GetUtcNow().AddMinutes(minutes).Zulu();
                return null;
            },
            _ => Envelope.Success());
    }

    public EmulatorResponse LogOut(RequestContext context) => users.Change(context, _ => null, _ => Envelope.Success());

    public EmulatorResponse SetCustomAttributes(RequestContext context)
    {
        if (context.ReadJson()?["custom_attributes"] is not JsonObject { Count: > 0 } changes)
        {
            return Errors.Of(400, "custom_attributes is empty");
        }

        if (changes.Select(change => change.Key).Except(Seed.CustomAttributes).Any())
        {
            return Errors.Of(400, $"input custom_attributes is not valid. Valid custom_attributes -> [{string.Join(' ', Seed.CustomAttributes)}]");
        }

        return users.Change(
            context,
            user =>
            {
                MergeCustomAttributes(user, changes);
                return null;
            },
            _ => Envelope.Success());
    }

    public static void MergeCustomAttributes(JsonObject user, JsonObject changes)
    {
        var attributes = user["custom_attributes"] as JsonObject ?? [];
        foreach (var (name, value) in changes)
        {
            attributes[name] = value?.DeepClone();
        }

        user["custom_attributes"] = attributes.Parent is null ? attributes : attributes.DeepClone();
    }

    private EmulatorResponse ChangeRoles(RequestContext context, Func<long[], long[], EmulatorResponse?> validate, Func<long[], long[], long[]> change)
    {
        if (context.ReadJson() is not { } body)
        {
            return Errors.InvalidJson();
        }

        if (body["role_id_array"] is not JsonArray { Count: > 0 } array)
        {
            return Errors.Of(400, "role_id_array is empty");
        }

        if (array.Any(item => item is not JsonValue value || !value.TryGetValue(out long id) || id <= 0))
        {
            return Errors.Of(400, "role_id_array should be -> array of positive integers");
        }

        var wanted = array.Select(item => (long)item!).Distinct().ToArray();
        if (wanted.Except(Seed.AccountRoles).Any())
        {
            return Errors.Of(400, $"role_id_array should be a subset of -> [{string.Join(", ", Seed.AccountRoles)}]");
        }

        return users.Change(
            context,
            user =>
            {
                var present = (user["role_id"] as JsonArray ?? []).Select(item => (long)item!).ToArray();
                if (validate(present, wanted) is { } error)
                {
                    return error;
                }

                var roles = change(present, wanted);
                user["role_id"] = roles.Length == 0 ? null : new JsonArray([.. roles.Select(role => (JsonNode?)role)]);
                return null;
            },
            _ => Envelope.Success());
    }

    private static int? Integer(RequestContext context, string name) =>
        context.ReadJson()?[name] is JsonValue value && value.TryGetValue(out int number) ? number : null;
}
