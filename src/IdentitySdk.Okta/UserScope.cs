namespace IdentitySdk.Okta;

/// <summary>The users that a list contains.</summary>
public enum UserScope
{
    /// <summary>All users except deactivated ones (status DEPROVISIONED), which is Okta's default.</summary>
    ExceptDeactivated,

    /// <summary>All users, including deactivated ones.</summary>
    IncludingDeactivated,
}
