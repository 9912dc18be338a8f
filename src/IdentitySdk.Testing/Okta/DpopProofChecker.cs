using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IdentitySdk.Testing.Okta;

/// <summary>Validates DPoP proofs (RFC 9449).</summary>
internal sealed class DpopProofChecker(TimeProvider time)
{
    private static readonly TimeSpan s_tolerance = TimeSpan.FromMinutes(5);
    private readonly ReplayCache _replays = new(time);

    /// <param name="context">The request that carries the proof.</param>
    /// <param name="accessToken">The access token whose hash the proof must contain; null at the token endpoint.</param>
    public async ValueTask<DpopProof> CheckAsync(RequestContext context, string? accessToken)
    {
        if (context.Request.Header("DPoP") is not { Length: > 0 } text || ReadUnverified(text) is not { } unverified)
        {
            return Invalid("The DPoP proof JWT header is missing.");
        }

        if (ReadKey(unverified) is not { } key)
        {
            return Invalid("The DPoP proof must have typ dpop+jwt and the public key as a jwk object.");
        }

        if (await SignedTokens.VerifyAsync(text, key) is not { } proof)
        {
            return Invalid("The DPoP proof signature is invalid.");
        }

        return FindError(context, proof, accessToken) is { } error
            ? Invalid(error)
            : new(Base64UrlEncoder.Encode(key.ComputeJwkThumbprint()), proof.Text("nonce"), null);
    }

    private string? FindError(RequestContext context, JsonWebToken proof, string? accessToken)
    {
        if (proof.Text("htm") != context.Request.Method)
        {
            return "The htm claim does not match the request method.";
        }

        if (proof.Text("htu") != context.Origin + context.Request.Path)
        {
            return "The htu claim does not match the request URL.";
        }

        if (proof.NumericDate("iat") is not { } issued || (time.GetUtcNow() - issued).Duration() > s_tolerance)
        {
            return "The iat claim is missing or outside the window.";
        }

        if (accessToken is not null && proof.Text("ath") != Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken))))
        {
            return "The ath claim does not match the access token.";
        }

        return proof.Text("jti") is { Length: > 0 } id && _replays.TryUse(id, issued + s_tolerance) ? null : "The jti claim is missing or was used before.";
    }

    private static JsonWebToken? ReadUnverified(string token)
    {
        try
        {
            return new JsonWebToken(token);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static JsonWebKey? ReadKey(JsonWebToken proof)
    {
        // A jwk sent as a string, as a vendor's SDK once did, is rejected.
        if (proof.Typ != "dpop+jwt" || !proof.TryGetHeaderValue<JsonElement>("jwk", out var jwk) || jwk.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        try
        {
            var key = new JsonWebKey(jwk.GetRawText());
            return key.HasPrivateKey || key.Kty is not ("RSA" or "EC") ? null : key;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static DpopProof Invalid(string error) => new(null, null, error);
}
