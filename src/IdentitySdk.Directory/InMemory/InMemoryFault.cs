namespace IdentitySdk.Directories;

/// <summary>A fault to inject into a call to an <see cref="InMemoryDirectory"/>. For a read, every fault is <see cref="DirectoryError.Unavailable"/>.</summary>
public enum InMemoryFault
{
    /// <summary>No fault: the call is carried out.</summary>
    None,

    /// <summary>The call is not carried out, and the caller gets <see cref="DirectoryError.OutcomeUnknown"/>.</summary>
    LostRequest,

    /// <summary>The call is carried out, and the caller gets <see cref="DirectoryError.OutcomeUnknown"/>.</summary>
    LostResponse,

    /// <summary>The call is refused.</summary>
    Refused,

    /// <summary>The call is not carried out: the directory is unavailable.</summary>
    Unavailable,
}
