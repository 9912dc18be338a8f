using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Okta;

/// <summary>Okta's error bodies: <c>errorCode</c> with further members, and the OAuth shape of the token endpoint.</summary>
internal static class Errors
{
    public static EmulatorResponse Of(int status, string code, string summary, params string[] causes) => EmulatorResponse.Json(status, new JsonObject
    {
        ["errorCode"] = code,
        ["errorSummary"] = summary,
        ["errorLink"] = code,
        ["errorId"] = $"oae{TokenMint.Random(16)}",
        ["errorCauses"] = new JsonArray([.. causes.Select(cause => new JsonObject { ["errorSummary"] = cause })]),
    });

    public static EmulatorResponse OAuth(int status, string error, string description) =>
        EmulatorResponse.Json(status, new JsonObject { ["error"] = error, ["error_description"] = description }).With("Cache-Control", "no-cache, no-store");

    /// <summary>The first word of each cause is the field.</summary>
    public static EmulatorResponse Validation(string field, params string[] causes) => Of(400, "E0000001", $"Api validation failed: {field}", causes);

    public static EmulatorResponse NotFound(string id, string type) => Of(404, "E0000007", $"Not found: Resource not found: {id} ({type})");

    public static EmulatorResponse InvalidCursor() => Validation("after", "after: Not a cursor of this list");

    public static EmulatorResponse InTransition() =>
        Of(409, "E0000112", "Cannot perform operation because the user is still being activated. Try again in a few minutes.");

    public static EmulatorResponse Forbidden() => Of(403, "E0000006", "You do not have permission to perform the requested action");

    public static EmulatorResponse MissingParameter(string name) => Of(400, "E0000028", $"The request is missing a required parameter: {name}");

    public static EmulatorResponse UnsupportedContent() =>
        Of(400, "E0000021", "Bad request. Accept and/or Content-Type headers likely do not match supported values.");

    public static EmulatorResponse NotWellFormed() => Of(400, "E0000003", "The request body was not well-formed.");

    public static EmulatorResponse InvalidSearch(string reason) => Of(400, "E0000031", $"Invalid search criteria. {reason}");

    public static EmulatorResponse InvalidToken() => Of(401, "E0000011", "Invalid token provided");

    public static EmulatorResponse InvalidSession() => Of(403, "E0000005", "Invalid session");

    public static EmulatorResponse WrongStatus() => Of(403, "E0000038", "This operation is not allowed in the user's current status.");

    public static EmulatorResponse MethodNotSupported() => Of(405, "E0000022", "The endpoint does not support the provided HTTP method");

    public static EmulatorResponse RateLimited() => Of(429, "E0000047", "API call exceeded rate limit due to too many requests.");

    /// <summary>The response to a rejected access token: the reason is in the header, and there is no body.</summary>
    public static EmulatorResponse Challenge(int status, string scheme, string origin, string error, string description) => EmulatorResponse.Empty(status).With(
        "WWW-Authenticate",
        $"{scheme} authorization_uri=\"{origin}/oauth2/v1/authorize\", realm=\"{origin}\", scope=\"okta.users.read\", "
            + $"error=\"{error}\", error_description=\"{description}\"");

    public static EmulatorResponse ForStatus(int status) => status switch
    {
        400 => Validation("request", "request: Not valid"),
        401 => InvalidToken(),
        403 => Forbidden(),
        404 => Of(404, "E0000007", "Not found: Resource not found (User)"),
        405 => MethodNotSupported(),
        413 => Of(413, "E0000003", "The request body is too large."),
        409 => InTransition(),
        429 => RateLimited(),
        503 => Of(503, "E0000010", "Service is in read only mode"),
        >= 500 => Of(status, "E0000009", "Internal Server Error"),
        _ => Of(status, "E0000001", "Api validation failed"),
    };
}
