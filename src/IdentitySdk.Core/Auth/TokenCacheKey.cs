using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace IdentitySdk.Core;

/// <summary>Creates the key of a token in a shared cache: a hash, equal for equal callers, addresses and secrets or keys, that reveals none of them.</summary>
internal static class TokenCacheKey
{
    /// <param name="vendor">The vendor's name, readable in the key.</param>
    /// <param name="parts">Everything that identifies a token, including the secret or the key's thumbprint.</param>
    public static string Create(string vendor, params string[] parts) => $"identitysdk:{vendor.ToLowerInvariant()}:{Hash(parts)}";

    /// <summary>Hashes a list of texts; different lists have different hashes.</summary>
    public static string Hash(params string[] parts)
    {
        // The length before each part distinguishes lists that are equal when joined.
        var text = string.Concat(parts.Select(part => $"{part.Length}:{part}"));
        return Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
