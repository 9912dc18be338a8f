using System.Security.Cryptography;

namespace IdentitySdk.Redis;

/// <summary>AES-CBC with HMAC-SHA256 over context, initialization vector and ciphertext (encrypt-then-MAC).</summary>
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

    /// <returns>The plaintext; null when the ciphertext is not valid for this key and context.</returns>
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

    /// <summary>Starts with the context's length, so that no part of the context can be taken for ciphertext.</summary>
    private byte[] Tag(byte[] body, byte[] context)
    {
        using var hmac = new HMACSHA256(authenticationKey);
        return hmac.ComputeHash([.. BitConverter.GetBytes(context.Length), .. context, .. body]);
    }

    /// <summary>Compares in constant time.</summary>
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
