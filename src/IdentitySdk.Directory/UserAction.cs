namespace IdentitySdk.Directories;

/// <summary>An action on an account.</summary>
public enum UserAction
{
    /// <summary>Activates a pending or deactivated account.</summary>
    Activate,

    /// <summary>Suspends an active account; <see cref="Resume"/> reverses it.</summary>
    Suspend,

    /// <summary>Resumes a suspended account.</summary>
    Resume,

    /// <summary>Unlocks a locked account.</summary>
    Unlock,

    /// <summary>Deactivates an account.</summary>
    Deactivate,

    /// <summary>Deletes an account permanently.</summary>
    Delete,
}
