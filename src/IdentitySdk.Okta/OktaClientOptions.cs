using IdentitySdk.Core;

namespace IdentitySdk.Okta;

/// <summary>The options of <see cref="OktaClient"/>: address, credential and settings.</summary>
public sealed class OktaClientOptions : IdentityClientOptions
{
    /// <summary>The credential; <see cref="OktaCredential"/> creates each kind.</summary>
    public OktaCredential? Credential { get; set; }

    private protected override Credential? GetCredential() => Credential;

    /// <summary>Rejects the same addresses as Okta's own SDK: placeholders and the admin console.</summary>
    private protected override void ValidateBaseAddress(Uri address)
    {
        var host = address.Host;
        if (host.IndexOf("yourOktaDomain", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            throw new ArgumentException("BaseAddress still contains the placeholder of Okta's documentation.", nameof(BaseAddress));
        }

        if (host.IndexOf("-admin.okta", StringComparison.OrdinalIgnoreCase) >= 0 || host.IndexOf("-admin.trex", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            throw new ArgumentException("BaseAddress belongs to the admin console; leave out '-admin'.", nameof(BaseAddress));
        }

        if (host.EndsWith(".com.com", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException("BaseAddress ends in '.com.com'.", nameof(BaseAddress));
        }
    }
}
