using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace IdentitySdk.Redis;

/// <summary>Encrypts with AES and a given key. The first byte is the format.</summary>
[DebuggerDisplay("AesTokenProtector")]
internal sealed class AesTokenProtector : ITokenProtector
{
    private const int KeySize = 32;
    private const byte Gcm = 1;
    private const byte CbcHmac = 2;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly CbcHmacCipher _cbcHmac;
#if NET8_0_OR_GREATER
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly GcmCipher? _gcm;
#endif

    public AesTokenProtector(byte[] key, bool useGcm = true)
    {
        _ = key ?? throw new ArgumentNullException(nameof(key));
        if (key.Length != KeySize || key.All(each => each == key[0]))
        {
            throw new ArgumentException("The key must be 32 random bytes.", nameof(key));
        }

        _cbcHmac = new CbcHmacCipher(Derive(key, "cbc"), Derive(key, "hmac"));
#if NET8_0_OR_GREATER
        _gcm = useGcm && AesGcm.IsSupported ? new GcmCipher(Derive(key, "gcm")) : null;
#endif
    }

    public byte[] Protect(byte[] plaintext, string context)
    {
        _ = plaintext ?? throw new ArgumentNullException(nameof(plaintext));
#if NET8_0_OR_GREATER
        if (_gcm is not null)
        {
            return [Gcm, .. _gcm.Encrypt(plaintext, Bound(Gcm, context))];
        }
#endif
        return [CbcHmac, .. _cbcHmac.Encrypt(plaintext, Bound(CbcHmac, context))];
    }

    public byte[]? Unprotect(byte[] ciphertext, string context)
    {
        _ = ciphertext ?? throw new ArgumentNullException(nameof(ciphertext));
        var format = ciphertext.Length > 0 ? ciphertext[0] : 0;
        var rest = ciphertext.AsSpan(Math.Min(ciphertext.Length, 1)).ToArray();
#if NET8_0_OR_GREATER
        if (format == Gcm)
        {
            return _gcm?.Decrypt(rest, Bound(Gcm, context));
        }
#endif
        return format == CbcHmac ? _cbcHmac.Decrypt(rest, Bound(CbcHmac, context)) : null;
    }

    /// <summary>A separate key for each use, so that formats cannot be confused.</summary>
    private static byte[] Derive(byte[] key, string use)
    {
        using var hmac = new HMACSHA256(key);
        return hmac.ComputeHash(Encoding.UTF8.GetBytes("IdentitySdk.Redis " + use));
    }

    private static byte[] Bound(byte format, string context) => [format, .. Encoding.UTF8.GetBytes(context)];
}
