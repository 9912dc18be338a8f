namespace IdentitySdk.Directories;

/// <summary>A line of a journal.</summary>
/// <param name="Time">When the line was written.</param>
internal abstract record JournalRecord(DateTimeOffset Time)
{
    /// <summary>The first line: the plan, the tenant, and the attributes whose previous values the journal contains.</summary>
    public sealed record Start(
        DateTimeOffset Time, string PlanDigest, string Tenant, UserKey Match, IReadOnlyList<UserAttribute> Manage, int Changes) : JournalRecord(Time);

    /// <summary>A change that is about to be sent, with the current state and values of the user. It is on the disk before the request is sent.</summary>
    public sealed record Intent(DateTimeOffset Time, PlannedChange Change) : JournalRecord(Time);

    /// <summary>The outcome of a change.</summary>
    public sealed record Outcome(DateTimeOffset Time, int Number, ChangeOutcome Result, string? UserId, string? Reason) : JournalRecord(Time);

    /// <summary>The end of a run that was not killed.</summary>
    public sealed record End(DateTimeOffset Time, bool IsComplete) : JournalRecord(Time);
}
