using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>A private key that signs JSON Web Tokens. It is safe for concurrent use, and never exposes its private part.</summary>
[DebuggerDisplay("SigningKey {Algorithm,nq}")]
internal sealed class SigningKey
{
    private static readonly string[] s_rsaAlgorithms = ["RS256", "RS384", "RS512"];

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly SignatureProvider _signer;
    private readonly object? _lock;

    /// <param name="key">The key.</param>
    /// <param name="algorithm">The JWS algorithm.</param>
    /// <param name="keyId">The key's id at the vendor; null without one.</param>
    /// <param name="isShared">Whether the key object is the caller's, and may not support concurrent use.</param>
    private SigningKey(SecurityKey key, string algorithm, string? keyId, bool isShared)
    {
        (Algorithm, KeyId) = (algorithm, keyId);
        _lock = isShared ? new object() : null;
        _signer = new CryptoProviderFactory { CacheSignatureProviders = false }.CreateForSigning(key, algorithm);
        Thumbprint = CreateThumbprint(key);
    }

    /// <summary>Identifies the key by its public part (RFC 7638).</summary>
    public string Thumbprint { get; }

    /// <summary>The JWS algorithm, such as <c>RS256</c>.</summary>
    public string Algorithm { get; }

    /// <summary>The key's id at the vendor; null without one.</summary>
    public string? KeyId { get; }

    /// <summary>Reads a PEM (PKCS#8, PKCS#1, SEC1) or a JSON Web Key.</summary>
    /// <exception cref="ArgumentException">The text is no private key, or the key is unsupported or too weak. The message contains nothing of it.</exception>
    public static SigningKey Read(string? text, string? keyId, string parameter)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new ArgumentException("The private key is empty.", parameter);
        }

        try
        {
            var key = text!.TrimStart().StartsWith("{", StringComparison.Ordinal) ? JwkReader.Read(text) : PemReader.Read(text);
            if (key is { Kty: "RSA", KeySize: < 2048 })
            {
                throw new FormatException("an RSA key must have 2048 bits or more");
            }

            var signing = new SigningKey(key, AlgorithmOf(key), keyId ?? key.Kid, isShared: false);
            return signing.IsPairOf(key) ? signing : throw new FormatException("its private and public parts do not match");
        }
        catch (FormatException exception)
        {
            // No inner exception: it could contain parts of the key.
            throw new ArgumentException($"The private key cannot be used: {exception.Message}.", parameter);
        }
        catch (Exception exception) when (
            exception is CryptographicException or ArgumentException or InvalidOperationException or SecurityTokenException or NotSupportedException)
        {
            throw new ArgumentException("The private key cannot be used: its numbers are not a valid key.", parameter);
        }
    }

    /// <summary>Wraps a key object of the caller's, such as a key in a certificate store or a hardware module.</summary>
    /// <exception cref="ArgumentException">The key is of another type, too weak or on another curve.</exception>
    public static SigningKey From(AsymmetricAlgorithm? key, string? keyId, string parameter) => key switch
    {
        RSA { KeySize: >= 2048 } rsa => new SigningKey(new RsaSecurityKey(rsa), "RS256", keyId, isShared: true),
        RSA => throw new ArgumentException("The private key cannot be used: an RSA key must have 2048 bits or more.", parameter),
        ECDsa { KeySize: 256 } ec => new SigningKey(new ECDsaSecurityKey(ec), "ES256", keyId, isShared: true),
        ECDsa { KeySize: 384 } ec => new SigningKey(new ECDsaSecurityKey(ec), "ES384", keyId, isShared: true),
        ECDsa { KeySize: 521 } ec => new SigningKey(new ECDsaSecurityKey(ec), "ES512", keyId, isShared: true),
        null => throw new ArgumentNullException(parameter),
        _ => throw new ArgumentException("The private key cannot be used: it must be RSA, or ECDSA on P-256, P-384 or P-521.", parameter),
    };

    /// <summary>Creates a P-256 key, and its public part as a JSON Web Key.</summary>
    public static SigningKey CreateEc(out JObject publicKey)
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = JwkReader.FromEc("P-256", ec.ExportParameters(includePrivateParameters: true));
        publicKey = new JObject { ["kty"] = key.Kty, ["crv"] = key.Crv, ["x"] = key.X, ["y"] = key.Y };
        return new SigningKey(key, "ES256", null, isShared: false);
    }

    /// <summary>Signs claims as a compact JSON Web Token.</summary>
    /// <param name="claims">The payload.</param>
    /// <param name="type">The header's <c>typ</c>.</param>
    /// <param name="publicKey">The header's <c>jwk</c>; null for none.</param>
    public string Sign(JObject claims, string type = "JWT", JObject? publicKey = null)
    {
        var header = new JObject { ["alg"] = Algorithm, ["typ"] = type };
        if (KeyId is not null)
        {
            header["kid"] = KeyId;
        }

        if (publicKey is not null)
        {
            header["jwk"] = publicKey.DeepClone();
        }

        var text = $"{Base64UrlEncoder.Encode(JsonText.Write(header))}.{Base64UrlEncoder.Encode(JsonText.Write(claims))}";
        return $"{text}.{Base64UrlEncoder.Encode(Sign(Encoding.ASCII.GetBytes(text)))}";
    }

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(SigningKey);

    private byte[] Sign(byte[] bytes)
    {
        if (_lock is null)
        {
            return _signer.Sign(bytes);
        }

        lock (_lock)
        {
            return _signer.Sign(bytes);
        }
    }

    /// <summary>Whether the public part, which the vendor has, verifies what the private part signs.</summary>
    private bool IsPairOf(JsonWebKey key)
    {
        var publicKey = new JsonWebKey { Kty = key.Kty, N = key.N, E = key.E, Crv = key.Crv, X = key.X, Y = key.Y };
        var text = Encoding.ASCII.GetBytes(nameof(IsPairOf));
        return new CryptoProviderFactory { CacheSignatureProviders = false }.CreateForVerifying(publicKey, Algorithm).Verify(text, Sign(text));
    }

    private static string AlgorithmOf(JsonWebKey key)
    {
        if (key.Kty == "RSA")
        {
            return key.Alg is null or "" ? "RS256"
                : s_rsaAlgorithms.Contains(key.Alg) ? key.Alg
                : throw new FormatException("its alg must be RS256, RS384 or RS512");
        }

        var algorithm = key.Crv switch { "P-256" => "ES256", "P-384" => "ES384", _ => "ES512" };
        return key.Alg is null or "" || key.Alg == algorithm ? algorithm : throw new FormatException($"its alg must be {algorithm}, as its curve requires");
    }

    /// <summary>Computes the thumbprint; a random text for a key object that does not export its public part.</summary>
    private static string CreateThumbprint(SecurityKey key)
    {
        try
        {
            return Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        }
        catch (Exception exception) when (exception is CryptographicException or NotSupportedException or PlatformNotSupportedException or ArgumentException)
        {
            return Guid.NewGuid().ToString("N");
        }
    }
}
