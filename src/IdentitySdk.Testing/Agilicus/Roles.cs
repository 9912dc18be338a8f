using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Roles of one user, and of all users as flat rows paged by offset.</summary>
internal sealed class Roles(Tenant tenant)
{
    public EmulatorResponse Render(RequestContext context) =>
        tenant.WithUser(context, (_, user) => EmulatorResponse.Json(200, user.Members("roles").DeepClone()));

    public EmulatorResponse Replace(RequestContext context) => tenant.WithUser(context, (id, user) =>
    {
        user["roles"] = context.Body.Members("roles").DeepClone();
        tenant.Save(id, user);
        return EmulatorResponse.Empty(204);
    });

    /// <summary>The offset in the response is that of the next row; the list ends with an empty page.</summary>
    public EmulatorResponse List(RequestContext context)
    {
        var (size, offset) = (tenant.PageSize(context), context.Integer("offset") ?? 0);
        var rows = Rows(context.Query("org_id"), context.Query("user_id")).Skip(offset).Take(size).ToList();
        return EmulatorResponse.Json(200, new JsonObject
        {
            ["org_user_roles"] = new JsonArray([.. rows.Select(row => new JsonObject
            {
                ["user_id"] = UserStore.IdOf(row.Slot), ["org_id"] = Seed.OrgId, ["application"] = row.Application, ["role"] = row.Role,
            })]),
            ["limit"] = size,
            ["offset"] = offset + rows.Count,
        });
    }

    private IEnumerable<(int Slot, string Application, string Role)> Rows(string? orgId, string? userId)
    {
        var store = tenant.Users;
        var slots = userId is null ? store.Table.Slots : store.Find(userId) is { } slot ? [slot] : [];
        return orgId is null || orgId == Seed.OrgId ? slots.SelectMany(RolesOf) : [];
    }

    private IEnumerable<(int Slot, string Application, string Role)> RolesOf(int slot) => tenant.Users.Table.IsUntouched(slot)
        ? Seed.RolesOf(slot).Select(row => (slot, row.Application, row.Role))
        : tenant.Users.Table.Load(slot).Members("roles")
            .SelectMany(entry => (entry.Value as JsonArray ?? []).Select(role => (slot, entry.Key, role?.ToString() ?? "")));
}
