namespace IdentitySdk.Directories;

/// <summary>What came of one change.</summary>
/// <param name="Change">The change.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="UserId">The id of the user; null if there is none.</param>
/// <param name="Reason">Why, in one line without personal data; null if there is nothing to say.</param>
public sealed record ChangeResult(PlannedChange Change, ChangeOutcome Outcome, string? UserId = null, string? Reason = null)
{
    /// <summary>The vendor's exception, with the vendor's own words; null if there was none in this run.</summary>
    public Exception? Exception { get; init; }

    /// <summary>The change and its outcome, without personal data.</summary>
    public override string ToString() => $"{Change}: {Outcome}";
}
