using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IdentitySdk.Testing.Tokens;

/// <summary>Signs access tokens with a key of its own (ES256), since clients may read the claims of their token.</summary>
internal sealed class TokenMint : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly object gate = new();
    private readonly SigningCredentials credentials;

    public TokenMint() => credentials = new(new ECDsaSecurityKey(key) { KeyId = Random(6) }, SecurityAlgorithms.EcdsaSha256);

    public static string Random(int bytes) => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(bytes));

    public string Sign(JsonObject claims)
    {
        lock (gate)
        {
            return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(claims.ToJsonString(), credentials);
        }
    }

    public void Dispose() => key.Dispose();
}
