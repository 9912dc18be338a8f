namespace IdentitySdk.Testing;

/// <summary>How an <see cref="OktaEmulator"/> starts.</summary>
public sealed class OktaEmulatorOptions : VendorEmulatorOptions
{
    /// <summary>
    /// Tokens are only given and accepted with a DPoP proof, as for service apps created since 2024.
    /// Default off; a proof that comes along is honoured either way.
    /// </summary>
    public bool RequireDPoP { get; set; }

    /// <summary>Largest and default page of the user list. Default 200, as documented.</summary>
    public int MaxPageSize { get; set; } = 200;
}
