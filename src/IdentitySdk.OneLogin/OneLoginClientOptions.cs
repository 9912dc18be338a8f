using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

/// <summary>Where OneLogin is, who calls, and how.</summary>
public sealed class OneLoginClientOptions : IdentityClientOptions
{
    /// <summary>Who calls; see <see cref="OneLoginCredential"/> for the kinds there are.</summary>
    public OneLoginCredential? Credential { get; set; }

    private protected override Credential? GetCredential() => Credential;

    /// <summary>Refuses the placeholder of OneLogin's documentation, a host that really exists, and the host of the XML API.</summary>
    private protected override void ValidateBaseAddress(Uri address)
    {
        if (address.Host.Equals("your-api-subdomain.onelogin.com", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException("BaseAddress still holds the placeholder of OneLogin's documentation.", nameof(BaseAddress));
        }

        if (address.Host.Equals("api.onelogin.com", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException("BaseAddress is the host of the old XML API; use https://{subdomain}.onelogin.com or https://api.us.onelogin.com.", nameof(BaseAddress));
        }
    }
}
