using IdentitySdk.Core;

namespace IdentitySdk.Sample;

/// <summary>The options of <see cref="SampleClient"/>: address, credential and settings.</summary>
public sealed class SampleClientOptions : IdentityClientOptions
{
    /// <summary>The credential; <see cref="SampleCredential"/> creates each kind.</summary>
    public SampleCredential? Credential { get; set; }

    private protected override Credential? GetCredential() => Credential;
}
