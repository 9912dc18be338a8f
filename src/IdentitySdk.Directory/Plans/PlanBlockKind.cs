namespace IdentitySdk.Directories;

/// <summary>A rule that blocks a plan.</summary>
public enum PlanBlockKind
{
    /// <summary>The source is empty.</summary>
    EmptySource,

    /// <summary>More people would lose access than the guard allows.</summary>
    LosingAccess,

    /// <summary>Fewer users in scope are in the source than the guard requires.</summary>
    Matched,

    /// <summary>The plan changes a protected user.</summary>
    ProtectedUser,
}
