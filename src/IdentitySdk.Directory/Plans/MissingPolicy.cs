namespace IdentitySdk.Directories;

/// <summary>What becomes of a user in scope whom the source does not have. Nobody is ever deleted for it.</summary>
public enum MissingPolicy
{
    /// <summary>Nothing.</summary>
    Leave,

    /// <summary>The account is suspended.</summary>
    Suspend,

    /// <summary>The account is deactivated.</summary>
    Deactivate,
}
