namespace IdentitySdk.Directories;

/// <summary>Why a call to a directory did not succeed: what follows from it, whatever the vendor.</summary>
public enum DirectoryError
{
    /// <summary>There is no such user.</summary>
    NotFound,

    /// <summary>A value that has to be unique is taken. Nothing was changed.</summary>
    AlreadyExists,

    /// <summary>The vendor understood and declined. Nothing was changed, and sending it again changes nothing.</summary>
    Refused,

    /// <summary>The write may have been carried out all the same: look before you send it again.</summary>
    OutcomeUnknown,

    /// <summary>The vendor could not be reached, was busy or did not accept the credential. Nothing was changed; later it may succeed.</summary>
    Unavailable,
}
