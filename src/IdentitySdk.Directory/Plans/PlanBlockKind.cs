namespace IdentitySdk.Directories;

/// <summary>A rule that stops a plan.</summary>
public enum PlanBlockKind
{
    /// <summary>The source has nobody.</summary>
    EmptySource,

    /// <summary>More people would lose access than the guard lets.</summary>
    LosingAccess,

    /// <summary>Fewer users in scope are in the source than the guard expects.</summary>
    Matched,

    /// <summary>A change is of a user who is never touched.</summary>
    ProtectedUser,
}
