namespace IdentitySdk.Directories;

/// <summary>Hashes as text.</summary>
internal static class Hex
{
    public static string Prefixed(byte[] hash) => "sha256:" + Of(hash);

    public static string Of(byte[] bytes) => BitConverter.ToString(bytes).Replace("-", "").ToLowerInvariant();
}
