using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;

namespace IdentitySdk.Testing.Sample;

/// <summary>The vendor's error body: <c>error</c> and <c>message</c>.</summary>
internal static class Errors
{
    public static EmulatorResponse Of(int status, string code, string message) =>
        EmulatorResponse.Json(status, new JsonObject { ["error"] = code, ["message"] = message });

    public static EmulatorResponse ForStatus(int status) => status switch
    {
        400 => Of(400, "bad_request", "Invalid request"),
        401 => Of(401, "unauthorized", "The access token is missing, invalid or expired"),
        403 => Of(403, "forbidden", "Not permitted"),
        404 => Of(404, "user_not_found", "Not found"),
        409 => Of(409, "conflict", "Conflict"),
        429 => Of(429, "rate_limited", "Too many requests"),
        _ => Of(status, "internal_error", "Internal error"),
    };
}
