using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace IdentitySdk.Core;

/// <summary>
/// Names a token in a cache that may be shared: the same for the same caller at the same address with the same secret or key, and telling nobody who that is.
/// </summary>
internal static class TokenCacheKey
{
    /// <param name="vendor">The vendor's name, readable in the key.</param>
    /// <param name="parts">What tells one token from another, the secret or the key's thumbprint included: the key is a hash of them all.</param>
    public static string Create(string vendor, params string[] parts)
    {
        // The length in front of each part keeps two different lists from looking alike.
        var text = string.Concat(parts.Select(part => $"{part.Length}:{part}"));
        using var sha256 = SHA256.Create();
        return $"identitysdk:{vendor.ToLowerInvariant()}:{Base64UrlEncoder.Encode(sha256.ComputeHash(Encoding.UTF8.GetBytes(text)))}";
    }
}
