using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IdentitySdk.Testing.Tokens;

/// <summary>Signs access tokens with ES256, because clients may read the claims of their token.</summary>
internal sealed class TokenMint : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly SigningCredentials _credentials;

    public TokenMint() => _credentials = new(new ECDsaSecurityKey(_key) { KeyId = Random(6) }, SecurityAlgorithms.EcdsaSha256);

    public static string Random(int bytes) => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(bytes));

    public string Sign(JsonObject claims)
    {
        lock (_key)
        {
            return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(claims.ToJsonString(), _credentials);
        }
    }

    public void Dispose() => _key.Dispose();
}
