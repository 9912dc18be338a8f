using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace IdentitySdk.Redis;

/// <summary>Encrypts with ASP.NET Core Data Protection; the context is part of the purpose.</summary>
internal sealed class DataTokenProtector(IDataProtectionProvider provider) : ITokenProtector
{
    private const string Purpose = "IdentitySdk.Redis.Tokens.v1";

    public byte[] Protect(byte[] plaintext, string context) => provider.CreateProtector(Purpose, context).Protect(plaintext);

    public byte[]? Unprotect(byte[] ciphertext, string context)
    {
        try
        {
            return provider.CreateProtector(Purpose, context).Unprotect(ciphertext);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
