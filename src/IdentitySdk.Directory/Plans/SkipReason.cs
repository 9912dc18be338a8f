namespace IdentitySdk.Directories;

/// <summary>Why a plan skips a user.</summary>
public enum SkipReason
{
    /// <summary>The user is protected.</summary>
    Protected,

    /// <summary>The user is out of scope, or the new user would be.</summary>
    OutOfScope,

    /// <summary>The vendor's status is unknown.</summary>
    UnknownState,

    /// <summary>The user has no value for the key.</summary>
    NoKey,

    /// <summary>The directory does not support the required change in the user's state.</summary>
    NotPossible,

    /// <summary>The directory cannot store a value, or requires one that the source does not have.</summary>
    CannotHold,

    /// <summary>The user has changed since the run.</summary>
    Drifted,

    /// <summary>The change cannot be undone.</summary>
    CannotUndo,
}
