using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>Issues and revokes tokens. Both versions of the endpoint send errors in the version 1 envelope.</summary>
internal sealed class TokenEndpoint(Auth auth)
{
    /// <summary>POST /auth/oauth2/v2/token: JSON with the credential in the header, or a form with everything.</summary>
    public EmulatorResponse Generate(RequestContext context)
    {
        var type = context.Request.Header("Content-Type") ?? "";
        var isForm = type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
        if (!isForm && !IsJson(type))
        {
            return WrongContentType();
        }

        var form = isForm ? context.ReadForm() : null;
        if (auth.CheckClient(context, form) is { } error)
        {
            return error;
        }

        var grant = isForm ? form!.GetValueOrDefault("grant_type") : context.ReadJson()?["grant_type"]?.ToString();
        return grant == "client_credentials" ? EmulatorResponse.Json(200, Token()) : Errors.Of(400, "grant_type is incorrect/absent");
    }

    /// <summary>POST /auth/oauth2/token, the older one: the same token inside the envelope.</summary>
    public EmulatorResponse GenerateInEnvelope(RequestContext context)
    {
        var response = Generate(context);
        return response.Status == 200 ? Envelope.Of(Token()) : response;
    }

    public EmulatorResponse Revoke(RequestContext context)
    {
        if (!IsJson(context.Request.Header("Content-Type") ?? ""))
        {
            return WrongContentType();
        }

        if (auth.CheckClient(context, form: null) is { } error)
        {
            return error;
        }

        return context.ReadJson()?["access_token"]?.ToString() is { Length: > 0 } token && auth.Tokens.Revoke(token)
            ? Envelope.Success()
            : Errors.Of(400, "Access Token Missing");
    }

    /// <summary>GET /auth/rate_limit: header names as members of an object.</summary>
    public static EmulatorResponse RateLimit(RequestContext context) => EmulatorResponse.Json(200, new JsonObject
    {
        ["status"] = Errors.Status(200, "Success"),
        ["data"] = new JsonObject
        {
            ["X-RateLimit-Limit"] = context.RateLimit?.Limit,
            ["X-RateLimit-Remaining"] = context.RateLimit?.Remaining,
            ["X-RateLimit-Reset"] = context.RateLimit?.SecondsLeft,
        },
    });

    /// <summary>The lifetime counts from created_at, which may be hours ago.</summary>
    private JsonObject Token()
    {
        var token = auth.Current();
        return new()
        {
            ["access_token"] = token.Value,
            ["created_at"] = token.IssuedAt.ToUtcText(),
            ["expires_in"] = (int)(token.ExpiresAt - token.IssuedAt).TotalSeconds,
            ["refresh_token"] = $"r{token.Value[..63]}",
            ["token_type"] = "bearer",
            ["account_id"] = 189_001,
        };
    }

    private static bool IsJson(string type) => type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase);

    private static EmulatorResponse WrongContentType() =>
        Errors.Of(400, "Content Type is not specified or specified incorrectly. Content-Type header must be set to application/json");
}
