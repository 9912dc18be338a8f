using System.Security.Cryptography;

namespace IdentitySdk.Redis;

/// <summary>AES-CBC, and HMAC-SHA256 over context, initialization vector and ciphertext: encrypt, then authenticate.</summary>
internal sealed class CbcHmacCipher(byte[] encryptionKey, byte[] authenticationKey)
{
    private const int BlockSize = 16;
    private const int TagSize = 32;

    public byte[] Encrypt(byte[] plaintext, byte[] context)
    {
        using var aes = Create();
        aes.GenerateIV();
        using var encryptor = aes.CreateEncryptor();
        byte[] body = [.. aes.IV, .. encryptor.TransformFinalBlock(plaintext, 0, plaintext.Length)];
        return [.. body, .. Tag(body, context)];
    }

    /// <returns>Null for what was changed, or made with another key or context.</returns>
    public byte[]? Decrypt(byte[] ciphertext, byte[] context)
    {
        if (ciphertext.Length < BlockSize + BlockSize + TagSize || ciphertext.Length % BlockSize != 0)
        {
            return null;
        }

        var body = ciphertext.AsSpan(0, ciphertext.Length - TagSize).ToArray();
        if (!AreEqual(Tag(body, context), ciphertext.AsSpan(body.Length)))
        {
            return null;
        }

        using var aes = Create();
        aes.IV = body.AsSpan(0, BlockSize).ToArray();
        using var decryptor = aes.CreateDecryptor();
        return decryptor.TransformFinalBlock(body, BlockSize, body.Length - BlockSize);
    }

    private Aes Create()
    {
        var aes = Aes.Create();
        (aes.Key, aes.Mode, aes.Padding) = (encryptionKey, CipherMode.CBC, PaddingMode.PKCS7);
        return aes;
    }

    /// <summary>The context's length comes first, so that no part of it can pass for ciphertext.</summary>
    private byte[] Tag(byte[] body, byte[] context)
    {
        using var hmac = new HMACSHA256(authenticationKey);
        return hmac.ComputeHash([.. BitConverter.GetBytes(context.Length), .. context, .. body]);
    }

    /// <summary>Takes the same time wherever the difference is.</summary>
    private static bool AreEqual(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var difference = one.Length ^ other.Length;
        for (var index = 0; index < one.Length && index < other.Length; index++)
        {
            difference |= one[index] ^ other[index];
        }

        return difference == 0;
    }
}
