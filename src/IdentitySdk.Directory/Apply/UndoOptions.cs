namespace IdentitySdk.Directories;

/// <summary>How a run is undone.</summary>
public sealed class UndoOptions
{
    /// <summary>What becomes of accounts that the run created. Default <see cref="CreatedPolicy.Stop"/>.</summary>
    public CreatedPolicy Created { get; set; }

    /// <summary>Ids, logins, emails or keys of users who are never touched. Default none.</summary>
    public IReadOnlyList<string> Protected { get; set; } = [];

    /// <summary>How much the undoing may do before a person has to agree.</summary>
    public PlanGuard Guard { get; set; } = new();

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
