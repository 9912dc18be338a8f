using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

/// <summary>The options of <see cref="OneLoginClient"/>: address, credential and settings.</summary>
public sealed class OneLoginClientOptions : IdentityClientOptions
{
    /// <summary>The credential; <see cref="OneLoginCredential"/> creates each kind.</summary>
    public OneLoginCredential? Credential { get; set; }

    private protected override Credential? GetCredential() => Credential;

    /// <summary>Rejects the placeholder of OneLogin's documentation, which is a real host, and the host of the XML API.</summary>
    private protected override void ValidateBaseAddress(Uri address)
    {
        if (address.Host.Equals("your-api-subdomain.onelogin.com", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException("BaseAddress still contains the placeholder of OneLogin's documentation.", nameof(BaseAddress));
        }

        if (address.Host.Equals("api.onelogin.com", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                "BaseAddress is the host of the old XML API; use https://{subdomain}.onelogin.com or https://api.us.onelogin.com.", nameof(BaseAddress));
        }
    }
}
