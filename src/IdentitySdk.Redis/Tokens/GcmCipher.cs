#if NET8_0_OR_GREATER
using System.Security.Cryptography;

namespace IdentitySdk.Redis;

/// <summary>AES-GCM with a random nonce.</summary>
internal sealed class GcmCipher(byte[] key)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public byte[] Encrypt(byte[] plaintext, byte[] context)
    {
        var result = new byte[NonceSize + TagSize + plaintext.Length];
        var nonce = result.AsSpan(0, NonceSize);
        var tag = result.AsSpan(NonceSize, TagSize);
        var body = result.AsSpan(NonceSize + TagSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plaintext, body, tag, context);
        return result;
    }

    /// <returns>The plaintext; null when the ciphertext is not valid for this key and context.</returns>
    public byte[]? Decrypt(byte[] ciphertext, byte[] context)
    {
        if (ciphertext.Length < NonceSize + TagSize)
        {
            return null;
        }

        var plaintext = new byte[ciphertext.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        try
        {
            aes.Decrypt(ciphertext.AsSpan(0, NonceSize), ciphertext.AsSpan(NonceSize + TagSize), ciphertext.AsSpan(NonceSize, TagSize), plaintext, context);
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
#endif
