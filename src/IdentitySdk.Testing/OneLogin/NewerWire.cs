using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>
/// The wire format of the newer documents: users and lists without envelope, cursors in headers, named errors. Translates requests to version 1, and
/// responses from version 1.
/// </summary>
internal static class NewerWire
{
    private static readonly string[] s_paging = ["limit", "page"];

    /// <summary>A cursor contains the whole query and excludes other paging parameters (known of version 2: terraform-provider-onelogin 196 and 203).</summary>
    public static RequestContext? ToVersion1(RequestContext context, out EmulatorResponse? error)
    {
        error = null;
        if (context.Query("cursor") is not { Length: > 0 } cursor)
        {
            return context;
        }

        if (context.QueryNames.Intersect(s_paging).Any())
        {
            error = Errors.Of(400, "Requests can only have cursor xor pagination arguments");
            return null;
        }

        if (Decode(cursor) is not { } query)
        {
            error = Errors.Of(400, "Invalid pagination cursor");
            return null;
        }

        return context.WithQuery(query);
    }

    public static EmulatorResponse FromVersion1(RequestContext context, EmulatorResponse response)
    {
        if (response.ContentType != "application/json" || !JsonText.TryParse(response.Body.Span, out var body)
            || body.Member("status") is not JsonObject status)
        {
            return response;
        }

        if (response.Status >= 400)
        {
            return WithHeaders(response, Error(response.Status, status));
        }

        return WithHeaders(response, context.Operation?.Id switch
        {
            "Users_List" => List(context, body!),
            "Users_Create" => EmulatorResponse.Json(201, User(body!["data"]![0]!)),
            "Users_Get" or "Users_Update" => EmulatorResponse.Json(200, User(body!["data"]![0]!)),
            "Users_Delete" => EmulatorResponse.Empty(204),
            "Users_ListApps" => EmulatorResponse.Json(200,
                new JsonArray([.. body!["data"]!.AsArray().Where(app => app is JsonObject).Select(app => App(app!))])),
            "UserRoles_List" => EmulatorResponse.Json(200, new JsonObject { ["status"] = status.DeepClone(), ["data"] = body!["data"]![0]!.DeepClone() }),
            "Users_ListCustomAttributes" => EmulatorResponse.Json(200, body!.DeepClone()),
            _ => EmulatorResponse.Json(200, status.DeepClone()),
        });
    }

    private static EmulatorResponse WithHeaders(EmulatorResponse from, EmulatorResponse to)
    {
        from.Headers.Where(header => header.Key != "Link").ToList().ForEach(header => to.With(header.Key, header.Value));
        return to;
    }

    private static EmulatorResponse Error(int status, JsonObject version1)
    {
        var message = version1["message"];
        var isValidation = status == 400 && (message is JsonObject || message?.ToString().StartsWith("Validation", StringComparison.Ordinal) == true);
        var code = isValidation ? 422 : status;
        if (message?.ToString().EndsWith("pagination cursor", StringComparison.Ordinal) == true)
        {
            return EmulatorResponse.Json(400, new JsonObject { ["status"] = 400, ["error"] = "BadRequestError", ["description"] = message.ToString() });
        }

        var error = new JsonObject
        {
            ["message"] = message is JsonObject field ? field.Text("description") : message?.ToString(),
            ["name"] = code switch
            {
                400 => "BadRequestError",
                401 => "UnauthorizedError",
                403 => "ForbiddenError",
                404 => "NotFoundError",
                422 => "UnprocessableEntityError",
                _ => "InternalServerError",
            },
            ["statusCode"] = code,
        };
        if (message is JsonObject named)
        {
            error["field"] = named.Text("attribute");
        }

        return EmulatorResponse.Json(code, error);
    }

    private static EmulatorResponse List(RequestContext context, JsonNode body)
    {
        context = ToVersion1(context, out _) ?? context;
        var response = EmulatorResponse.Json(200, new JsonArray([.. body["data"]!.AsArray().Select(user => User(user!))]));
        var pagination = body["pagination"]!;
        foreach (var (header, name) in new[] { ("After-Cursor", "after_cursor"), ("Before-Cursor", "before_cursor") })
        {
            // The cursor contains filters and limit, because it is sent without them.
            response.With(header, pagination.Text(name) is { } cursor ? Encode(context, name, cursor) : "");
        }

        return response.With("Current-Page", context.Query("page") ?? "1")
            .With("Page-Items", body["data"]!.AsArray().Count.ToString(CultureInfo.InvariantCulture));
    }

    private static string Encode(RequestContext context, string name, string cursor)
    {
        var filters = context.QueryNames.Where(other => other is not ("page" or "cursor" or "after_cursor" or "before_cursor"))
            .SelectMany(other => context.QueryAll(other).Select(value => $"{Uri.EscapeDataString(other)}={Uri.EscapeDataString(value)}"));
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join('&', filters.Append($"{name}={Uri.EscapeDataString(cursor)}"))));
    }

    private static string? Decode(string cursor)
    {
        var bytes = new byte[cursor.Length];
        if (!Convert.TryFromBase64String(cursor, bytes, out var count))
        {
            return null;
        }

        var query = Encoding.UTF8.GetString(bytes, 0, count);
        return query.Contains("_cursor=", StringComparison.Ordinal) ? $"?{query}" : null;
    }

    private static JsonObject User(JsonNode version1)
    {
        var user = (JsonObject)version1.DeepClone();
        if (user.ContainsKey("role_id"))
        {
            user["role_ids"] = user["role_id"] is JsonArray roles ? roles.DeepClone() : new JsonArray();
        }

        foreach (var name in new[] { "role_id", "openid_name", "locale_code" })
        {
            user.Remove(name);
        }

        return user;
    }

    private static JsonObject App(JsonNode version1) => new()
    {
        ["id"] = version1["id"]!.DeepClone(),
        ["name"] = version1.Text("name"),
        ["icon_url"] = version1.Text("icon"),
        ["extension"] = false,
        ["login_id"] = version1["login_id"].Kind() == JsonValueKind.Number ? version1["login_id"]!.DeepClone() : null,
        ["provisioning_status"] = "enabled",
        ["provisioning_state"] = "provisioned",
        ["provisioning_enabled"] = true,
    };
}
