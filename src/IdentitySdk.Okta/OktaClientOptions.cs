using IdentitySdk.Core;

namespace IdentitySdk.Okta;

/// <summary>Where Okta is, who calls, and how.</summary>
public sealed class OktaClientOptions : IdentityClientOptions
{
    /// <summary>Who calls; see <see cref="OktaCredential"/> for the kinds there are.</summary>
    public OktaCredential? Credential { get; set; }

    private protected override Credential? GetCredential() => Credential;

    /// <summary>Refuses the mistakes that Okta's own SDK refuses: placeholders and the administrator's address.</summary>
    private protected override void ValidateBaseAddress(Uri address)
    {
        var host = address.Host;
        if (host.IndexOf("yourOktaDomain", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            throw new ArgumentException("BaseAddress still holds the placeholder of Okta's documentation.", nameof(BaseAddress));
        }

        if (host.IndexOf("-admin.okta", StringComparison.OrdinalIgnoreCase) >= 0 || host.IndexOf("-admin.trex", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            throw new ArgumentException("BaseAddress is the administrator's address; leave '-admin' out.", nameof(BaseAddress));
        }

        if (host.EndsWith(".com.com", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException("BaseAddress ends in '.com.com'.", nameof(BaseAddress));
        }
    }
}
