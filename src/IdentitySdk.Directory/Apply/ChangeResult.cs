namespace IdentitySdk.Directories;

/// <summary>The result of one change.</summary>
/// <param name="Change">The change.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="UserId">The id of the user; null if there is none.</param>
/// <param name="Reason">The reason, in one line without personal data; null if there is none.</param>
public sealed record ChangeResult(PlannedChange Change, ChangeOutcome Outcome, string? UserId = null, string? Reason = null)
{
    /// <summary>The exception that the change failed with in this run, with the vendor's message; null if there was none.</summary>
    public Exception? Exception { get; init; }

    /// <summary>Returns the change and its outcome, without personal data.</summary>
    public override string ToString() => $"{Change}: {Outcome}";
}
