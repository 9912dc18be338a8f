using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>Creates DPoP proofs (RFC 9449), each for one attempt of one request, with a key of the client's own that is never stored.</summary>
internal sealed class DpopProofs(ServerClock clock)
{
    /// <summary>The header that carries the proof, and the type of a token that needs one.</summary>
    public const string Name = "DPoP";

    private readonly Lazy<(SigningKey Key, JObject PublicKey)> _key = new(static () => (SigningKey.CreateEc(out var publicKey), publicKey));

    /// <summary>Whether an error code refers to the proof rather than to the token or assertion (RFC 9449 sections 5 and 8).</summary>
    public static bool IsAboutProof(string? code) => code is "use_dpop_nonce" or "invalid_dpop_proof";

    /// <summary>Removes the proof of an earlier attempt from a request.</summary>
    public static void Detach(HttpRequestMessage request) => request.Headers.Remove(Name);

    /// <summary>Reads the nonce that a response requires in the next proof; null without one.</summary>
    public static string? ReadNonce(HttpResponseHeaders headers) =>
        headers.TryGetValues("DPoP-Nonce", out var values) && values.FirstOrDefault() is { Length: > 0 } nonce ? nonce : null;

    /// <inheritdoc cref="ReadNonce(HttpResponseHeaders)"/>
    public static string? ReadNonce(ApiResponse response) =>
        response.Headers.TryGetValue("DPoP-Nonce", out var values) && values.FirstOrDefault() is { Length: > 0 } nonce ? nonce : null;

    /// <summary>Adds a new proof to a request, in place of an earlier attempt's.</summary>
    /// <param name="request">The request, with its final address.</param>
    /// <param name="nonce">The nonce that the server requires; null when it has sent none.</param>
    /// <param name="accessToken">The token that is sent with the proof; null at the token endpoint.</param>
    public void Attach(HttpRequestMessage request, string? nonce, string? accessToken)
    {
        Detach(request);
        request.Headers.TryAddWithoutValidation(Name, Create(request, nonce, accessToken));
    }

    /// <summary>An address as it is sent, without query and fragment.</summary>
    public static string Target(Uri address)
    {
        var host = address.HostNameType == UriHostNameType.Dns ? address.IdnHost : address.Host;
        return $"{address.Scheme}://{host}{(address.IsDefaultPort ? "" : $":{address.Port}")}{address.AbsolutePath}";
    }

    private string Create(HttpRequestMessage request, string? nonce, string? accessToken)
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
            claims["ath"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)));
        }

        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        var (key, publicKey) = _key.Value;
        return key.Sign(claims, "dpop+jwt", publicKey);
    }
}
