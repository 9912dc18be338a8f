namespace IdentitySdk.Directories;

/// <summary>What becomes of a suspended or deactivated user whom the source has, without stating a state.</summary>
public enum ReturningPolicy
{
    /// <summary>Nothing: somebody may have stopped the account for a reason that the source does not know.</summary>
    Leave,

    /// <summary>The account is resumed, or activated.</summary>
    Restore,
}
