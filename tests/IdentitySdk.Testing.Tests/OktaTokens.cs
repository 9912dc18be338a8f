using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IdentitySdk.Testing.Tests;

/// <summary>Client assertions and DPoP proofs, signed with an independent library.</summary>
internal static class OktaTokens
{
    public static string Assertion(OktaEmulator okta, bool rsa = false, string? claim = null, object? value = null)
    {
        var key = new JsonWebKey(rsa ? okta.PrivateKeyJwk : okta.EcPrivateKeyJwk);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = okta.ClientId, ["sub"] = okta.ClientId, ["aud"] = $"{okta.BaseAddress}oauth2/v1/token",
            ["iat"] = now, ["exp"] = now + 300, ["jti"] = Guid.NewGuid().ToString(),
        };
        if (claim is not null)
        {
            claims[claim] = value is int seconds ? now + seconds : value!;
        }

        var credentials = new SigningCredentials(key, rsa ? SecurityAlgorithms.RsaSha256 : SecurityAlgorithms.EcdsaSha256);
        return new JsonWebTokenHandler().CreateToken(System.Text.Json.JsonSerializer.Serialize(claims), credentials);
    }

    public static string Proof(ECDsa key, string method, string url, string? accessToken = null, string? nonce = null)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        var jwk = new JsonObject
        {
            ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64UrlEncoder.Encode(parameters.Q.X), ["y"] = Base64UrlEncoder.Encode(parameters.Q.Y),
        };
        var header = new JsonObject { ["typ"] = "dpop+jwt", ["alg"] = "ES256", ["jwk"] = jwk };
        var claims = new JsonObject
        {
            ["htm"] = method, ["htu"] = url, ["iat"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(), ["jti"] = Guid.NewGuid().ToString(),
        };
        if (accessToken is not null)
        {
            claims["ath"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)));
        }

        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        var signed = $"{Base64UrlEncoder.Encode(header.ToJsonString())}.{Base64UrlEncoder.Encode(claims.ToJsonString())}";
        return $"{signed}.{Base64UrlEncoder.Encode(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    public static async Task<(HttpResponseMessage Response, JsonNode Body)> RequestAsync(
        OktaEmulator okta, string assertion, string scope = "okta.users.read", string? proof = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{okta.BaseAddress}oauth2/v1/token")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["scope"] = scope,
                ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ["client_assertion"] = assertion,
            }),
        };
        if (proof is not null)
        {
            request.Headers.Add("DPoP", proof);
        }

        var response = await client.SendAsync(request);
        return (response, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public static async Task<int> GetUsersAsync(OktaEmulator okta, string authorization, string? proof)
    {
        using var client = TestClient.Create(okta, authorization);
        if (proof is not null)
        {
            client.DefaultRequestHeaders.Add("DPoP", proof);
        }

        var (response, _) = await client.SendJsonAsync("GET", "/api/v1/users?limit=1");
        return (int)response.StatusCode;
    }
}
