namespace IdentitySdk.Directories;

/// <summary>The state of a user, the same for every vendor. <see cref="DirectoryUser.NativeStatus"/> is the vendor's own status.</summary>
public enum UserState
{
    /// <summary>The vendor reports a status that it does not document. A plan never changes such a user.</summary>
    Unknown,

    /// <summary>The user cannot sign in yet: an activation, an approval or, for some vendors, a password or security questions are missing.</summary>
    Pending,

    /// <summary>The user can sign in. The vendor may require a new password at the next sign-in.</summary>
    Active,

    /// <summary>The user cannot sign in until the account is resumed. Nothing else changes.</summary>
    Suspended,

    /// <summary>Locked by the vendor, usually after failed sign-ins.</summary>
    Locked,

    /// <summary>The account is deactivated. What an activation restores depends on the vendor.</summary>
    Deactivated,
}
