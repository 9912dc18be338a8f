using Microsoft.AspNetCore.DataProtection;

namespace IdentitySdk.Redis;

/// <summary>The usual ways to encrypt tokens. All processes that share tokens need the same, with the same key.</summary>
public static class TokenProtector
{
    /// <summary>Encrypts with AES of 256 bits.</summary>
    /// <remarks>
    /// The .NET 8 build encrypts with AES-GCM, and reads both forms. .NET Standard 2.0 has no AES-GCM: that build encrypts with AES-CBC and authenticates with
    /// HMAC-SHA256 over the ciphertext, and reads that form alone; so does .NET 8 where the platform lacks AES-GCM. In a fleet of both builds each request a
    /// token of its own.
    /// </remarks>
    /// <param name="key">32 random bytes, from a secret store; they are copied.</param>
    /// <returns>The protector.</returns>
    /// <exception cref="ArgumentException">The key does not have 32 bytes, or all of them are equal.</exception>
    public static ITokenProtector Aes(byte[] key) => new AesTokenProtector(key);

    /// <summary>Encrypts with the host's ASP.NET Core Data Protection, whose key ring has to be shared and persisted for that.</summary>
    /// <param name="provider">The host's services, in which Data Protection is registered.</param>
    /// <returns>The protector.</returns>
    /// <exception cref="InvalidOperationException">Data Protection is not registered: <c>services.AddDataProtection()</c> is missing.</exception>
    public static ITokenProtector DataProtection(IServiceProvider provider)
    {
        _ = provider ?? throw new ArgumentNullException(nameof(provider));
        return provider.GetService(typeof(IDataProtectionProvider)) is IDataProtectionProvider protection
            ? new DataTokenProtector(protection)
            : throw new InvalidOperationException(
                "Data Protection is not registered: call services.AddDataProtection(), and persist its keys where all processes find them.");
    }

    /// <summary>Does not encrypt: whoever reads the Redis can use the tokens. For a Redis that nobody else reaches, and for tests.</summary>
    /// <returns>The protector.</returns>
    public static ITokenProtector PlainText() => new PlainTextProtector();
}
