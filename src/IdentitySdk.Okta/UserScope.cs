namespace IdentitySdk.Okta;

/// <summary>Which users a list holds.</summary>
public enum UserScope
{
    /// <summary>All but the deactivated ones (status DEPROVISIONED), as Okta's list is by default.</summary>
    ExceptDeactivated,

    /// <summary>All users, also the deactivated ones.</summary>
    IncludingDeactivated,
}
