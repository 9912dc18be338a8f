namespace IdentitySdk.Directories;

/// <summary>What can be done to an account as a whole.</summary>
public enum UserAction
{
    /// <summary>Brings a pending or deactivated account into use.</summary>
    Activate,

    /// <summary>Stops an active account for a while.</summary>
    Suspend,

    /// <summary>Ends a suspension.</summary>
    Resume,

    /// <summary>Ends a lock.</summary>
    Unlock,

    /// <summary>Takes an account out of use.</summary>
    Deactivate,

    /// <summary>Removes an account for good. Nothing brings it back.</summary>
    Delete,
}
