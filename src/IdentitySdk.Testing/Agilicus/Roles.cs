using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Roles of one user, and of all users as flat rows paged by offset.</summary>
internal sealed class Roles(UserStore store, Users users, int defaultPageSize)
{
    private static readonly string[] s_known = ["org_id", "user_id", "limit", "offset"];

    public EmulatorResponse Render(RequestContext context) =>
        users.Find(context) is { } slot
            ? EmulatorResponse.Json(200, store.Table.Load(slot)["roles"]?.DeepClone() ?? new JsonObject())
            : Users.NotFound(context);

    public EmulatorResponse Replace(RequestContext context)
    {
        if (context.ReadJson()?["roles"] is not JsonObject roles)
        {
            return Errors.InvalidJson();
        }

        return users.Change(context, user => user["roles"] = roles.DeepClone());
    }

    /// <summary>The offset in the response is that of the next row; an empty page is the end of the list.</summary>
    public EmulatorResponse List(RequestContext context)
    {
        if (context.QueryNames.Except(s_known).FirstOrDefault() is { } unknown)
        {
            return Errors.Of(400, $"Unknown query parameter: {unknown}");
        }

        if (!context.TryQuery("limit", out var limit) || limit is < 1 or > 500 || !context.TryQuery("offset", out var offset) || offset < 0)
        {
            return Errors.Of(400, "limit must be an integer from 1 to 500, offset one of at least 0");
        }

        var size = limit ?? defaultPageSize;
        var rows = Rows(context.Query("org_id"), context.Query("user_id")).Skip(offset ?? 0).Take(size).ToList();
        return EmulatorResponse.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("org_user_roles");
            foreach (var (slot, application, role) in rows)
            {
                writer.WriteStartObject();
                writer.WriteString("user_id", UserStore.IdOf(slot));
                writer.WriteString("org_id", Seed.OrgId);
                writer.WriteString("application", application);
                writer.WriteString("role", role);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteNumber("limit", size);
            writer.WriteNumber("offset", (offset ?? 0) + rows.Count);
            writer.WriteEndObject();
        });
    }

    private IEnumerable<(int Slot, string Application, string Role)> Rows(string? orgId, string? userId)
    {
        if (orgId is not null && orgId != Seed.OrgId)
        {
            return [];
        }

        var slots = userId is null ? SlotPage.Ascending(0, store.Table.End).Where(store.Table.Exists) : store.Find(userId) is { } slot ? [slot] : [];
        return slots.SelectMany(RolesOf);
    }

    private IEnumerable<(int Slot, string Application, string Role)> RolesOf(int slot)
    {
        if (store.Table.IsUntouched(slot))
        {
            return Seed.RolesOf(slot).Select(row => (slot, row.Application, row.Role));
        }

        var roles = store.Table.Load(slot)["roles"] as JsonObject ?? [];
        return roles.SelectMany(entry => (entry.Value as JsonArray ?? []).Select(role => (slot, entry.Key, role?.ToString() ?? "")));
    }
}
