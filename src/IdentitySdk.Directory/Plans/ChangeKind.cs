namespace IdentitySdk.Directories;

/// <summary>What a planned change does.</summary>
public enum ChangeKind
{
    /// <summary>Creates an account.</summary>
    Create,

    /// <summary>Writes attributes.</summary>
    Update,

    /// <summary>Brings a deactivated account into use.</summary>
    Activate,

    /// <summary>Ends a suspension.</summary>
    Resume,

    /// <summary>Stops an account for a while.</summary>
    Suspend,

    /// <summary>Takes an account out of use.</summary>
    Deactivate,

    /// <summary>Removes an account for good: only in the undoing of a creation, if it was asked for.</summary>
    Delete,
}
