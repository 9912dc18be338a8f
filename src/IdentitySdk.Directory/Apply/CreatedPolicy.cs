namespace IdentitySdk.Directories;

/// <summary>What an undo plan does with the accounts that the run created.</summary>
public enum CreatedPolicy
{
    /// <summary>Deactivates them, or suspends them if the directory does not support deactivation.</summary>
    Stop,

    /// <summary>Leaves them unchanged.</summary>
    Leave,

    /// <summary>Deletes them permanently.</summary>
    Delete,
}
