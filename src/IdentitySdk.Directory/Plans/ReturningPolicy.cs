namespace IdentitySdk.Directories;

/// <summary>What a plan does with a suspended or deactivated user who is in the source without a state.</summary>
public enum ReturningPolicy
{
    /// <summary>Leaves the user unchanged: an administrator may have a reason that the source does not know.</summary>
    Leave,

    /// <summary>Resumes or activates the account.</summary>
    Restore,
}
