using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>The status envelope of version 1, for errors and success.</summary>
internal static class Errors
{
    public static JsonObject Status(int code, JsonNode message) => new()
    {
        ["error"] = code >= 400,
        ["code"] = code,
        ["type"] = TypeOf(code),
        ["message"] = message,
    };

    public static EmulatorResponse Of(int status, string message) => EmulatorResponse.Json(status, new JsonObject { ["status"] = Status(status, message) });

    /// <summary>An error of a field, whose message is an object instead of text.</summary>
    public static EmulatorResponse Field(string attribute, string description) => EmulatorResponse.Json(400, new JsonObject
    {
        ["status"] = Status(400, new JsonObject { ["attribute"] = attribute, ["description"] = description }),
    });

    public static EmulatorResponse AuthenticationFailure() => Of(401, "Authentication Failure");

    public static EmulatorResponse RateLimited() => Of(400, "rate_limit_exceeded");

    public static EmulatorResponse InvalidJson() => Of(400, "Input JSON is not valid");

    public static EmulatorResponse UserNotFound(string id) =>
        long.TryParse(id, out _) ? Of(404, $"User for id {id} was not found") : Field("id", "ID is incorrect");

    private static ReadOnlySpan<byte> TooManyRequests =>
        "<html><head><title>429 Too Many Requests</title></head><body>Too Many Requests</body></html>"u8;

    public static EmulatorResponse ForStatus(int status) => status switch
    {
        401 => AuthenticationFailure(),
        403 => Of(403, "user is not authorized to access this User"),
        404 => Of(404, "No Route Exists"),
        // Throttling happens in front of the application: a short HTML page without the vendor's headers.
        429 => new EmulatorResponse(429, TooManyRequests.ToArray(), "text/html")
        {
            IsFromEdge = true,
        }.With("Cache-Control", "no-cache").With("Connection", "close"),
        >= 500 => Of(status, "Internal Server Error"),
        _ => Of(status, "bad request"),
    };

    private static string TypeOf(int code) => code switch
    {
        < 400 => "success",
        401 => "Unauthorized",
        403 => "forbidden",
        404 => "not found",
        >= 500 => "error",
        _ => "bad request",
    };
}
