namespace IdentitySdk.Testing;

/// <summary>Options of an <see cref="OktaEmulator"/>.</summary>
public sealed class OktaEmulatorOptions : VendorEmulatorOptions
{
    /// <summary>
    /// Whether tokens are issued and accepted only with a DPoP proof, as for service apps created since 2024.
    /// Default off; a proof that is sent is validated in either case.
    /// </summary>
    public bool RequireDPoP { get; set; }

    /// <summary>Maximum and default page size of the user list. Default 200, as documented.</summary>
    public int MaxPageSize { get; set; } = 200;

    /// <summary>
    /// How long an activation or deactivation takes. Until then the user has its old status and <c>transitioningToStatus</c>, and further transitions fail with
    /// the vendor's 409. Default zero.
    /// </summary>
    public TimeSpan TransitionTime { get; set; }

    /// <summary>
    /// Whether the service app of access tokens has an administrator role. Default on. Without a role, lists are empty with status 200 and other operations are
    /// forbidden, whatever the scope.
    /// </summary>
    public bool HasAdministratorRole { get; set; } = true;

    /// <summary>How long the same DPoP nonce is issued; a nonce is accepted for three times as long. Default 24 hours, as documented.</summary>
    public TimeSpan DPoPNonceLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Minimum length of a password. Default 8, as in Okta's default password policy.</summary>
    public int MinPasswordLength { get; set; } = 8;
}
