namespace IdentitySdk.Directories;

/// <summary>The kind of error that a directory reports, the same for every vendor.</summary>
public enum DirectoryError
{
    /// <summary>There is no such user.</summary>
    NotFound,

    /// <summary>Another user has a value that must be unique. Nothing was changed.</summary>
    AlreadyExists,

    /// <summary>The vendor rejected the request. Nothing was changed, and a retry does not help.</summary>
    Refused,

    /// <summary>The write may have been carried out: read the user before you retry.</summary>
    OutcomeUnknown,

    /// <summary>The vendor could not be reached, was busy or did not accept the credential. Nothing was changed; a later retry may succeed.</summary>
    Unavailable,
}
