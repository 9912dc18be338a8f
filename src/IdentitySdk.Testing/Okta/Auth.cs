using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Okta;

/// <summary>Judges the <c>Authorization</c> header: SSWS, Bearer or DPoP.</summary>
internal sealed class Auth(OktaEmulatorOptions options)
{
    private readonly TokenMint mint = new();

    public string ApiToken { get; } = $"00{TokenMint.Random(30)}";

    public ServiceApp Client { get; } = new();

    public AccessTokens<ScopedToken> Tokens { get; } = new(options.TimeProvider);

    public ProofChecker Proofs { get; } = new(options.TimeProvider);

    public TimeSpan Lifetime => options.TokenLifetime ?? TimeSpan.FromHours(1);

    public ScopedToken Issue(string scope, string? thumbprint)
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

        var token = new ScopedToken(mint.Sign(claims), now, now + Lifetime, scope, thumbprint);
        Tokens.Add(token);
        return token;
    }

    public async ValueTask<Reply?> CheckAsync(Call call)
    {
        var (scheme, value) = Credential(call);
        return scheme.ToUpperInvariant() switch
        {
            // Okta has no name for a missing credential: to it this is a browser without a session.
            "" => Errors.InvalidSession(),
            "SSWS" => value == ApiToken ? null : Errors.InvalidToken(),
            "BEARER" => CheckToken(call, "Bearer", Tokens.Find(value) is { Thumbprint: null } token ? token : null),
            "DPOP" => await CheckBoundAsync(call, Tokens.Find(value)),
            _ => Errors.InvalidToken(),
        };
    }

    public static Reply Refuse(Call call)
    {
        var scheme = Credential(call).Scheme;
        return scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) || scheme.Equals("DPoP", StringComparison.OrdinalIgnoreCase)
            ? Errors.Challenge(401, scheme, call.Origin, "invalid_token", "The token has expired.")
            : Errors.InvalidToken();
    }

    private static (string Scheme, string Value) Credential(Call call)
    {
        var parts = (call.Request.Header("Authorization") ?? "").Split(' ', 2, StringSplitOptions.TrimEntries);
        return (parts[0], parts.Length > 1 ? parts[1] : "");
    }

    private async ValueTask<Reply?> CheckBoundAsync(Call call, ScopedToken? token)
    {
        if (token is not { Thumbprint: not null })
        {
            return Refuse(call);
        }

        var proof = await Proofs.CheckAsync(call, token.Value);
        if (proof.Error is null && proof.Thumbprint != token.Thumbprint)
        {
            proof = new(null, null, "The DPoP proof was made with another key.");
        }

        return proof.Error is { } error
            ? Errors.Challenge(401, "DPoP", call.Origin, "invalid_dpop_proof", error)
            : CheckToken(call, "DPoP", token);
    }

    private static Reply? CheckToken(Call call, string scheme, ScopedToken? token)
    {
        if (token is null)
        {
            return Refuse(call);
        }

        var scopes = token.Scope.Split(' ');
        var isAllowed = scopes.Contains("okta.users.manage") || (call.Request.Method == "GET" && scopes.Contains("okta.users.read"));
        return isAllowed
            ? null
            : Errors.Challenge(403, scheme, call.Origin, "insufficient_scope", "The access token provided does not contain the required scopes.");
    }
}
