namespace IdentitySdk.Redis;

/// <summary>Does not encrypt.</summary>
internal sealed class PlainTextProtector : ITokenProtector
{
    public byte[] Protect(byte[] plaintext, string context) => plaintext;

    public byte[]? Unprotect(byte[] ciphertext, string context) => ciphertext;
}
