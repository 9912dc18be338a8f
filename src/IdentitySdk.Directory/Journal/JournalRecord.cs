namespace IdentitySdk.Directories;

/// <summary>A line of a journal.</summary>
/// <param name="Time">When it was written.</param>
internal abstract record JournalRecord(DateTimeOffset Time)
{
    /// <summary>The first line: which plan, which tenant, and what the before-images hold.</summary>
    public sealed record Start(
        DateTimeOffset Time, string PlanDigest, string Tenant, UserKey Match, IReadOnlyList<UserAttribute> Manage, int Changes) : JournalRecord(Time);

    /// <summary>What is about to be written. It is on the disk before the write is sent.</summary>
    public sealed record Intent(
        DateTimeOffset Time, int Change, ChangeKind Kind, string Key, string? UserId, UserState? State, UserValues Before, UserValues After) : JournalRecord(Time);

    /// <summary>What came of it.</summary>
    public sealed record Outcome(DateTimeOffset Time, int Change, ChangeOutcome Result, string? UserId, string? Reason) : JournalRecord(Time);

    /// <summary>The end of a run that was not killed.</summary>
    public sealed record End(DateTimeOffset Time, bool IsComplete) : JournalRecord(Time);
}
