namespace IdentitySdk.Directories;

/// <summary>Options for undoing a run.</summary>
public sealed class UndoOptions
{
    /// <summary>What to do with the accounts that the run created. Default <see cref="CreatedPolicy.Stop"/>.</summary>
    public CreatedPolicy Created { get; set; }

    /// <summary>Ids, logins, emails or keys of users who are never changed. Default empty.</summary>
    public IReadOnlyList<string> Protected { get; set; } = [];

    /// <summary>The limits above which the undo plan needs approval.</summary>
    public PlanGuard Guard { get; set; } = new();

    /// <summary>The clock. Default: the system clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
