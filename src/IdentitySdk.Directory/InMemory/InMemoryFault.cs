namespace IdentitySdk.Directories;

/// <summary>What becomes of a call to an <see cref="InMemoryDirectory"/>. A read is either answered or unavailable.</summary>
public enum InMemoryFault
{
    /// <summary>It is carried out.</summary>
    None,

    /// <summary>It is not carried out, and the caller cannot know.</summary>
    LostRequest,

    /// <summary>It is carried out, and the caller cannot know.</summary>
    LostResponse,

    /// <summary>It is declined.</summary>
    Refused,

    /// <summary>It is not carried out, and the caller knows.</summary>
    Unavailable,
}
