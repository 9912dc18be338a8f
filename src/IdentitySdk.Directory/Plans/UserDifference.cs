namespace IdentitySdk.Directories;

/// <summary>The changes that one user needs, in order, and the reason if something is skipped.</summary>
internal sealed record UserDifference(IReadOnlyList<UserDifference.Step> Steps, (SkipReason Reason, string Detail)? Problem = null)
{
    /// <summary>One change, before it has a number in a plan.</summary>
    internal sealed record Step(ChangeKind Kind, UserState? State, UserValues Before, UserValues After);
}
