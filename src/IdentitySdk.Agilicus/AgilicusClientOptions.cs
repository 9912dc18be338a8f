using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

/// <summary>Where Agilicus is, who calls, and how.</summary>
public sealed class AgilicusClientOptions : IdentityClientOptions
{
    /// <summary>Makes options for Agilicus' public address.</summary>
    public AgilicusClientOptions() => BaseAddress = new Uri("https://api.agilicus.com");

    /// <summary>Who calls; see <see cref="AgilicusCredential"/> for the kinds there are.</summary>
    public AgilicusCredential? Credential { get; set; }

    private protected override Credential? GetCredential() => Credential;
}
