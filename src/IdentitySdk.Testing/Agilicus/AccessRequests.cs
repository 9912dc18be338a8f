using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>
/// GET /v1/access_requests: the requests of an organisation by user, in pages by email address; here the cursor is the parameter <c>email</c>.
/// </summary>
internal sealed class AccessRequests(Tenant tenant)
{
    public EmulatorResponse List(RequestContext context)
    {
        context.TryQuery("limit", out var limit);
        var (size, cursor) = (limit ?? tenant.Options.DefaultPageSize, context.Query("email"));
        var isDescending = context.Query("search_direction") == "backwards";
        var all = Rows(context);
        var rest = (isDescending
            ? all.AsEnumerable().Reverse().Where(row => string.IsNullOrEmpty(cursor) || string.CompareOrdinal(row.Email, cursor) < 0)
            : all.Where(row => string.CompareOrdinal(row.Email, cursor) >= 0)).ToList();
        var page = rest.Take(size).ToList();
        if (isDescending)
        {
            page.Reverse();
        }

        var kind = context.Fault?.Kind;
        var (first, beyond) = (page.Count > 0 ? page[0].Email : "", rest.Count > size ? rest[size].Email : "");
        var response = new JsonObject
        {
            ["access_requests"] = new JsonArray(kind == FaultKind.EmptyMiddlePage ? [] : [.. page.Select(row => row.Row)]),
            ["limit"] = size,
        };
        if (cursor is not null)
        {
            response["previous_page_email"] = isDescending ? (beyond.Length > 0 ? first : "") : cursor.Length > 0 ? first : "";
            response["next_page_email"] = kind switch
            {
                FaultKind.EmptyMiddlePage or FaultKind.DuplicatePage when first.Length > 0 => UserList.Variant(first, cursor),
                FaultKind.CursorLoop => cursor.Length > 0 ? cursor : first,
                _ => isDescending ? cursor : beyond,
            };
        }

        return EmulatorResponse.Json(200, response);
    }

    private List<(string Email, JsonObject Row)> Rows(RequestContext context) =>
    [
        .. tenant.Requests.Of(Tenant.Shared)
            .Where(request => request["spec"].Text("org_id") == context.Query("org_id"))
            .Where(request => Has(request, "user_id", context.Query("user_id")) && Has(request, "state", context.Query("request_state"))
                && Has(request, "requested_resource_type", context.Query("request_type")))
            .GroupBy(request => request["spec"].Text("user_id") ?? "")
            .Where(group => tenant.Users.Find(group.Key) is not null)
            .Select(group => (User: tenant.Users.Table.Load(tenant.Users.Find(group.Key)!.Value), Requests: group))
            .Select(row => (row.User.Text("email") ?? "", new JsonObject
            {
                ["status"] = new JsonObject { ["user_requests"] = new JsonArray([.. row.Requests]), ["user"] = row.User },
            }))
            .OrderBy(row => row.Item1, StringComparer.Ordinal),
    ];

    private static bool Has(JsonObject request, string name, string? wanted) => wanted is null || request["spec"].Text(name) == wanted;
}
