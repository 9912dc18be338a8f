namespace IdentitySdk.Directories;

/// <summary>The kind of a planned change.</summary>
public enum ChangeKind
{
    /// <summary>Creates an account.</summary>
    Create,

    /// <summary>Writes attributes.</summary>
    Update,

    /// <summary>Activates a deactivated account.</summary>
    Activate,

    /// <summary>Resumes a suspended account.</summary>
    Resume,

    /// <summary>Suspends an account.</summary>
    Suspend,

    /// <summary>Deactivates an account.</summary>
    Deactivate,

    /// <summary>Deletes an account permanently. Only an undo plan with <see cref="CreatedPolicy.Delete"/> has this kind.</summary>
    Delete,
}
