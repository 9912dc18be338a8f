using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

/// <summary>The options of <see cref="AgilicusClient"/>: address, credential and settings.</summary>
public sealed class AgilicusClientOptions : IdentityClientOptions
{
    /// <summary>Creates options with Agilicus' public address.</summary>
    public AgilicusClientOptions() => BaseAddress = new Uri("https://api.agilicus.com");

    /// <summary>The credential; <see cref="AgilicusCredential"/> creates each kind.</summary>
    public AgilicusCredential? Credential { get; set; }

    private protected override Credential? GetCredential() => Credential;
}
