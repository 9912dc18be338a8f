using System.Globalization;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Okta;

/// <summary>POST /oauth2/v1/token: client credentials with a private-key JWT; a request with a DPoP proof gets a bound token.</summary>
internal sealed class TokenEndpoint(OktaEmulatorOptions options, Auth auth)
{
    /// <summary>The nonce changes every day and is accepted for three days (Okta's guide to DPoP).</summary>
    private const int AcceptedNonces = 3;

    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static readonly string[] s_grantable = ["okta.users.read", "okta.users.manage", "okta.roles.read", "okta.roles.manage"];

    private readonly ReplayCache _assertions = new(options.TimeProvider);
    private readonly string _nonce = TokenMint.Random(11);

    public async ValueTask<EmulatorResponse> PostAsync(RequestContext context)
    {
        var form = context.ReadForm();
        if (form.GetValueOrDefault("grant_type") != "client_credentials")
        {
            return Errors.OAuth(400, "unsupported_grant_type", "The authorization grant type is not supported by the authorization server.");
        }

        if (form.GetValueOrDefault("client_assertion_type") != AssertionType || form.GetValueOrDefault("client_assertion") is not { Length: > 0 } assertion)
        {
            return Errors.OAuth(401, "invalid_client", "Client credentials for this server must use the private_key_jwt method.");
        }

        if (await CheckAssertionAsync(context, assertion) is { } reason)
        {
            return Errors.OAuth(401, "invalid_client", reason);
        }

        var scopes = form.GetValueOrDefault("scope", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (scopes.Length == 0 || scopes.Except(s_grantable).Any())
        {
            return Errors.OAuth(400, "invalid_scope", "One or more scopes are not configured for the authorization server resource.");
        }

        if (!options.RequireDPoP && context.Request.Header("DPoP") is null)
        {
            return Granted(auth.Issue(string.Join(' ', scopes), thumbprint: null));
        }

        var proof = await auth.Proofs.CheckAsync(context, accessToken: null);
        if (proof.Error is { } error)
        {
            return Errors.OAuth(400, "invalid_dpop_proof", error);
        }

        return proof.Nonce is { } nonce && Enumerable.Range(0, AcceptedNonces).Any(age => nonce == Nonce(age))
            ? Granted(auth.Issue(string.Join(' ', scopes), proof.Thumbprint))
            : Errors.OAuth(400, "use_dpop_nonce", "Authorization server requires nonce in DPoP proof.").With("dpop-nonce", Nonce(0));
    }

    /// <summary>The current nonce, or an earlier one.</summary>
    private string Nonce(int age) => string.Create(
        CultureInfo.InvariantCulture, $"{_nonce}{(options.TimeProvider.GetUtcNow().UtcTicks / options.DPoPNonceLifetime.Ticks) - age:x}");

    private static EmulatorResponse Granted(AccessToken token) => EmulatorResponse.Json(200, new JsonObject
    {
        ["token_type"] = token.Thumbprint is null ? "Bearer" : "DPoP",
        ["expires_in"] = (int)(token.ExpiresAt - token.IssuedAt).TotalSeconds,
        ["access_token"] = token.Value,
        ["scope"] = token.Scope,
    }).With("Cache-Control", "no-cache, no-store");

    /// <summary>Null when the assertion is valid, otherwise the error.</summary>
    private async ValueTask<string?> CheckAssertionAsync(RequestContext context, string assertion)
    {
        if (await SignedTokens.VerifyAsync(assertion, auth.Client.VerificationKeys) is not { } token)
        {
            return "The client_assertion signature is invalid.";
        }

        if (token.Issuer != auth.Client.Id || token.Subject != auth.Client.Id)
        {
            return "The issuer and the subject of the client_assertion must be the client id.";
        }

        if (!token.Audiences.Contains($"{context.Origin}/oauth2/v1/token"))
        {
            return "The audience claim for client_assertion must be the endpoint invoked for the request.";
        }

        var now = options.TimeProvider.GetUtcNow();
        if (token.NumericDate("exp") is not { } end || end <= now || end > now.AddHours(1))
        {
            return "The client_assertion token has an expiration that is missing, past or more than one hour ahead.";
        }

        return token.Id is { Length: > 0 } id && !_assertions.TryUse(id, end) ? "The client_assertion token has already been used." : null;
    }
}
