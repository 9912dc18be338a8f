namespace IdentitySdk.Directories;

/// <summary>Why a plan leaves somebody as they are.</summary>
public enum SkipReason
{
    /// <summary>The user is protected.</summary>
    Protected,

    /// <summary>The user is out of scope, or the person would be.</summary>
    OutOfScope,

    /// <summary>The vendor's status is unknown.</summary>
    UnknownState,

    /// <summary>The user has no value of the key.</summary>
    NoKey,

    /// <summary>The directory cannot do what would have to be done in the user's state.</summary>
    NotPossible,

    /// <summary>The directory cannot hold a value, or needs one that the source does not have.</summary>
    CannotHold,

    /// <summary>The user has changed since.</summary>
    Drifted,

    /// <summary>What was done cannot be undone.</summary>
    CannotUndo,
}
