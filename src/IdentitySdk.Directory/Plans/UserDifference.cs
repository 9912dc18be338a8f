namespace IdentitySdk.Directories;

/// <summary>What has to be done to one user, in order, and what cannot.</summary>
internal sealed record UserDifference(IReadOnlyList<ChangeStep> Steps, (SkipReason Reason, string Detail)? Problem = null)
{
    public static UserDifference None { get; } = new([]);
}
