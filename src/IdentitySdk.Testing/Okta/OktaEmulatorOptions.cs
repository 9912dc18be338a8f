namespace IdentitySdk.Testing;

/// <summary>Options of an <see cref="OktaEmulator"/>.</summary>
public sealed class OktaEmulatorOptions : VendorEmulatorOptions
{
    /// <summary>
    /// Tokens are issued and accepted only with a DPoP proof, as for service apps created since 2024.
    /// Default off; a proof that is sent is honoured either way.
    /// </summary>
    public bool RequireDPoP { get; set; }

    /// <summary>Largest and default page of the user list. Default 200, as documented.</summary>
    public int MaxPageSize { get; set; } = 200;

    /// <summary>Shortest password that the password policy allows. Default 8, as in the policy an organization starts with.</summary>
    public int MinPasswordLength { get; set; } = 8;
}
