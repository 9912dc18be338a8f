using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>The vendor's only known error body: <c>error_message</c>.</summary>
internal static class Errors
{
    public static EmulatorResponse Of(int status, string message) => EmulatorResponse.Json(status, new JsonObject { ["error_message"] = message });

    public static EmulatorResponse Unauthorized() => Of(401, "The access token is missing, invalid or expired");

    public static EmulatorResponse NotFound(string what, string id) => Of(404, $"{what} {id} was not found");

    /// <summary>A conflict. The vendor's own client reads the existing object from a 409, so the body contains it.</summary>
    public static EmulatorResponse Conflict(JsonObject existing)
    {
        existing["error_message"] = "An object with these values already exists";
        return EmulatorResponse.Json(409, existing);
    }

    public static EmulatorResponse ForStatus(int status) => status switch
    {
        401 => Unauthorized(),
        400 => Of(400, "Invalid request"),
        403 => Of(403, "Not permitted"),
        404 => Of(404, "Not found"),
        409 => Of(409, "Conflict"),
        429 => Of(429, "Too many requests"),
        _ => Of(status, "Internal error"),
    };
}
