namespace IdentitySdk.Directories;

/// <summary>Where a user stands, in the same words for every vendor. <see cref="DirectoryUser.NativeStatus"/> has the vendor's own.</summary>
public enum UserState
{
    /// <summary>A value that the vendor does not document. A plan never touches such a user.</summary>
    Unknown,

    /// <summary>Not able to sign in before something is done: an activation, an approval, or a password or security questions where the vendor says so.</summary>
    Pending,

    /// <summary>In use. The vendor may still ask for a new password at the next sign-in.</summary>
    Active,

    /// <summary>Stopped for a while: the account is as it was, but nobody signs in. Reversible.</summary>
    Suspended,

    /// <summary>Locked by the vendor, usually after failed sign-ins.</summary>
    Locked,

    /// <summary>Out of use. What comes back with an activation differs by vendor.</summary>
    Deactivated,
}
