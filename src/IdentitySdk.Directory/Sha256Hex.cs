using System.Security.Cryptography;

namespace IdentitySdk.Directories;

/// <summary>SHA-256 hashes in lower-case hexadecimal.</summary>
internal static class Sha256Hex
{
    public static string Of(byte[] bytes)
    {
        using var hash = SHA256.Create();
        return BitConverter.ToString(hash.ComputeHash(bytes)).Replace("-", "").ToLowerInvariant();
    }
}
