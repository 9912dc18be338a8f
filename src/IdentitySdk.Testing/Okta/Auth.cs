using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Okta;

/// <summary>Authenticates requests by their <c>Authorization</c> header: SSWS, Bearer or DPoP.</summary>
internal sealed class Auth(OktaEmulatorOptions options)
{
    private static readonly string[] s_lists = ["Users_List", "UserRoles_List", "UserResources_ListGroups"];

    private readonly TokenMint _mint = new();

    public string ApiToken { get; } = $"00{TokenMint.Random(30)}";

    public ServiceApp Client { get; } = new();

    public AccessTokens Tokens { get; } = new(options.TimeProvider);

    public DpopProofChecker Proofs { get; } = new(options.TimeProvider);

    public TimeSpan Lifetime => options.TokenLifetime ?? TimeSpan.FromHours(1);

    public AccessToken Issue(string scope, string? thumbprint)
    {
        var now = options.TimeProvider.GetUtcNow();
        var claims = new JsonObject
        {
            ["ver"] = 1, ["jti"] = $"AT.{TokenMint.Random(32)}", ["cid"] = Client.Id, ["sub"] = Client.Id,
            ["iat"] = now.ToUnixTimeSeconds(), ["exp"] = (now + Lifetime).ToUnixTimeSeconds(), ["scp"] = new JsonArray([.. scope.Split(' ')]),
        };
        if (thumbprint is not null)
        {
            claims["cnf"] = new JsonObject { ["jkt"] = thumbprint };
        }

        var token = new AccessToken(_mint.Sign(claims), now, now + Lifetime, scope, thumbprint);
        Tokens.Add(token);
        return token;
    }

    public async ValueTask<EmulatorResponse?> CheckAsync(RequestContext context)
    {
        var (scheme, value) = Credential(context);
        return scheme.ToUpperInvariant() switch
        {
            // Okta takes a request without a credential for a browser without a session.
            "" => Errors.InvalidSession(),
            "SSWS" => value == ApiToken ? null : Errors.InvalidToken(),
            "BEARER" => CheckToken(context, "Bearer", Tokens.Find(value) is { Thumbprint: null } token ? token : null),
            "DPOP" => await CheckBoundAsync(context, Tokens.Find(value)),
            _ => Errors.InvalidToken(),
        };
    }

    public static EmulatorResponse InvalidTokenResponse(RequestContext context)
    {
        var scheme = Credential(context).Scheme;
        return scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) || scheme.Equals("DPoP", StringComparison.OrdinalIgnoreCase)
            ? Errors.Challenge(401, scheme, context.Origin, "invalid_token", "The token has expired.")
            : Errors.InvalidToken();
    }

    private static (string Scheme, string Value) Credential(RequestContext context)
    {
        var parts = (context.Request.Header("Authorization") ?? "").Split(' ', 2, StringSplitOptions.TrimEntries);
        return (parts[0], parts.Length > 1 ? parts[1] : "");
    }

    private async ValueTask<EmulatorResponse?> CheckBoundAsync(RequestContext context, AccessToken? token)
    {
        if (token is not { Thumbprint: not null })
        {
            return InvalidTokenResponse(context);
        }

        var proof = await Proofs.CheckAsync(context, token.Value);
        if (proof.Error is null && proof.Thumbprint != token.Thumbprint)
        {
            proof = new(null, null, "The DPoP proof was made with another key.");
        }

        return proof.Error is { } error
            ? Errors.Challenge(401, "DPoP", context.Origin, "invalid_dpop_proof", error)
            : CheckToken(context, "DPoP", token);
    }

    private EmulatorResponse? CheckToken(RequestContext context, string scheme, AccessToken? token)
    {
        if (token is null)
        {
            return InvalidTokenResponse(context);
        }

        var scopes = token.Scope.Split(' ');
        var resource = context.Route?.Template.Contains("/roles", StringComparison.Ordinal) == true ? "okta.roles" : "okta.users";
        var isAllowed = scopes.Contains($"{resource}.manage") || (context.Request.Method == "GET" && scopes.Contains($"{resource}.read"));
        if (isAllowed && !options.HasAdministratorRole)
        {
            return context.Operation is { } operation && s_lists.Contains(operation.Id) ? EmulatorResponse.Json(200, new JsonArray()) : Errors.Forbidden();
        }

        return isAllowed
            ? null
            : Errors.Challenge(403, scheme, context.Origin, "insufficient_scope", "The access token provided does not contain the required scopes.");
    }
}
