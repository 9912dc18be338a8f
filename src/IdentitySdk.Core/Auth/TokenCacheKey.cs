using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace IdentitySdk.Core;

/// <summary>
/// Creates the key of a token in a shared cache: equal for equal callers, addresses and secrets or keys. It is a hash and reveals none of them.
/// </summary>
internal static class TokenCacheKey
{
    /// <param name="vendor">The vendor's name, readable in the key.</param>
    /// <param name="parts">What tells one token from another, the secret or the key's thumbprint included: the key is a hash of them all.</param>
    public static string Create(string vendor, params string[] parts) => $"identitysdk:{vendor.ToLowerInvariant()}:{Hash(parts)}";

    /// <summary>A hash that tells one list from another.</summary>
    public static string Hash(params string[] parts)
    {
        // The length in front of each part keeps two different lists from looking alike.
        var text = string.Concat(parts.Select(part => $"{part.Length}:{part}"));
        using var sha256 = SHA256.Create();
        return Base64UrlEncoder.Encode(sha256.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }
}
