using System.Security.Cryptography;
using System.Text;
using IdentitySdk.Core;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Okta;

/// <summary>Makes DPoP proofs (RFC 9449), each good for one attempt of one request, with a key that is the client's own for as long as it lives.</summary>
internal sealed class DpopProofs(ServerClock clock)
{
    private readonly Lazy<(SigningKey Key, JObject PublicKey)> _key = new(static () => (SigningKey.CreateEc(out var publicKey), publicKey));

    /// <param name="request">The request, with its final address.</param>
    /// <param name="nonce">The nonce that the server wants to see; null when it has named none.</param>
    /// <param name="accessToken">The token that goes with the proof; null at the token endpoint.</param>
    public string Create(HttpRequestMessage request, string? nonce, string? accessToken)
    {
        var claims = new JObject
        {
            ["htm"] = request.Method.Method.ToUpperInvariant(),
            ["htu"] = Target(request.RequestUri!),
            ["iat"] = clock.Now.ToUnixTimeSeconds(),
            ["jti"] = Guid.NewGuid().ToString("N"),
        };
        if (accessToken is not null)
        {
            using var sha256 = SHA256.Create();
            claims["ath"] = Base64UrlEncoder.Encode(sha256.ComputeHash(Encoding.ASCII.GetBytes(accessToken)));
        }

        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        var (key, publicKey) = _key.Value;
        return key.Sign(claims, "dpop+jwt", publicKey);
    }

    /// <summary>An address as it is sent, without query and fragment.</summary>
    public static string Target(Uri address)
    {
        var host = address.HostNameType == UriHostNameType.Dns ? address.IdnHost : address.Host;
        return $"{address.Scheme}://{host}{(address.IsDefaultPort ? "" : $":{address.Port}")}{address.AbsolutePath}";
    }
}
