using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>
/// GET /v1/access_requests: the requests of an organisation by user, in pages by email address; the cursor is the parameter <c>email</c>.
/// </summary>
internal sealed class AccessRequests(Tenant tenant)
{
    public EmulatorResponse List(RequestContext context)
    {
        var (size, cursor) = (tenant.PageSize(context), context.Query("email"));
        var (rows, isDescending) = (Rows(context), EmailPages.IsDescending(context));
        var rest = (isDescending
            ? rows.AsEnumerable().Reverse().Where(row => string.IsNullOrEmpty(cursor) || string.CompareOrdinal(row.Email, cursor) < 0)
            : rows.Where(row => string.CompareOrdinal(row.Email, cursor) >= 0)).ToList();
        var page = (isDescending ? rest.Take(size).Reverse() : rest.Take(size)).ToList();
        return EmailPages.Render(
            context,
            size,
            cursor,
            first: page.Count > 0 ? page[0].Email : "",
            beyond: rest.Count > size ? rest[size].Email : "",
            "access_requests",
            writer => page.ForEach(row => row.Row.WriteTo(writer)));
    }

    private List<(string Email, JsonObject Row)> Rows(RequestContext context) =>
    [
        .. tenant.Requests.All
            .Where(request => request["spec"].Text("org_id") == context.Query("org_id"))
            .Where(request => Has(request, "user_id", context.Query("user_id")) && Has(request, "state", context.Query("request_state"))
                && Has(request, "requested_resource_type", context.Query("request_type")))
            .GroupBy(request => request["spec"].Text("user_id") ?? "")
            .Select(group => (User: tenant.Users.Get(group.Key), Requests: group))
            .Where(row => row.User is not null)
            .Select(row => (row.User.Text("email") ?? "", new JsonObject
            {
                ["status"] = new JsonObject { ["user_requests"] = new JsonArray([.. row.Requests]), ["user"] = row.User },
            }))
            .OrderBy(row => row.Item1, StringComparer.Ordinal),
    ];

    private static bool Has(JsonObject request, string name, string? wanted) => wanted is null || request["spec"].Text(name) == wanted;
}
