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

    /// <summary>
    /// How long an activation or deactivation takes: meanwhile the user has its old status and <c>transitioningToStatus</c>, and further moves get the
    /// vendor's 409. Default zero.
    /// </summary>
    public TimeSpan TransitionTime { get; set; }

    /// <summary>
    /// Whether the service app behind access tokens has an administrator role. Default on. Without one a list is empty, with status 200, and anything else is
    /// forbidden: having the scope is not enough.
    /// </summary>
    public bool HasAdministratorRole { get; set; } = true;

    /// <summary>How long a DPoP nonce is asked for; older ones are good for three times as long. Default 24 hours, as documented.</summary>
    public TimeSpan DPoPNonceLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Shortest password that the password policy allows. Default 8, as in the policy an organization starts with.</summary>
    public int MinPasswordLength { get; set; } = 8;
}
