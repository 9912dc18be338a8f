using Microsoft.AspNetCore.DataProtection;

namespace IdentitySdk.Redis;

/// <summary>Creates token protectors. All processes that share tokens need the same protector with the same key.</summary>
public static class TokenProtector
{
    /// <summary>Encrypts with AES-256.</summary>
    /// <remarks>
    /// The .NET 8 build encrypts with AES-GCM and decrypts both formats. .NET Standard 2.0 has no AES-GCM: that build encrypts with AES-CBC, authenticates with
    /// HMAC-SHA256 over the ciphertext, and decrypts only that format; so does .NET 8 on platforms without AES-GCM. Processes of the two builds do not share
    /// tokens.
    /// </remarks>
    /// <param name="key">32 random bytes, from a secret store. They are copied.</param>
    /// <returns>The protector.</returns>
    /// <exception cref="ArgumentException">The key does not have 32 bytes, or all of them are equal.</exception>
    public static ITokenProtector Aes(byte[] key) => new AesTokenProtector(key);

    /// <summary>Encrypts with the host's ASP.NET Core Data Protection, whose key ring must be persisted and shared.</summary>
    /// <param name="provider">The host's services, in which Data Protection is registered.</param>
    /// <returns>The protector.</returns>
    /// <exception cref="InvalidOperationException">Data Protection is not registered: <c>services.AddDataProtection()</c> is missing.</exception>
    public static ITokenProtector DataProtection(IServiceProvider provider)
    {
        _ = provider ?? throw new ArgumentNullException(nameof(provider));
        return provider.GetService(typeof(IDataProtectionProvider)) is IDataProtectionProvider protection
            ? new DataTokenProtector(protection)
            : throw new InvalidOperationException(
                "Data Protection is not registered: call services.AddDataProtection(), and persist its keys in a location that all processes share.");
    }

    /// <summary>Does not encrypt: every client of the Redis server can use the tokens. For tests, and servers that only trusted clients can reach.</summary>
    /// <returns>The protector.</returns>
    public static ITokenProtector PlainText() => new PlainTextProtector();
}
