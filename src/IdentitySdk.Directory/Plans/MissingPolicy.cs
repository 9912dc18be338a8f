namespace IdentitySdk.Directories;

/// <summary>What a plan does with a user in scope who is not in the source. Such a user is never deleted.</summary>
public enum MissingPolicy
{
    /// <summary>Leaves the user unchanged.</summary>
    Leave,

    /// <summary>Suspends the account.</summary>
    Suspend,

    /// <summary>Deactivates the account.</summary>
    Deactivate,
}
