namespace IdentitySdk.Directories;

/// <summary>What becomes of created accounts when a run is undone.</summary>
public enum CreatedPolicy
{
    /// <summary>They are deactivated, or suspended where the directory cannot deactivate.</summary>
    Stop,

    /// <summary>They stay.</summary>
    Leave,

    /// <summary>They are deleted for good.</summary>
    Delete,
}
