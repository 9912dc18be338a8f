namespace IdentitySdk.Core;

/// <summary>What the end of a call changes for those that wait.</summary>
/// <param name="Report">What its response reported.</param>
/// <param name="IsDoubtful">Whether that is more than can be true.</param>
/// <param name="IsReplayed">Whether the call is sent once more.</param>
/// <param name="IsEarlier">Whether the window turned out to end earlier.</param>
internal readonly record struct RateLimitChange(RateLimitReport Report, bool IsDoubtful, bool IsReplayed, bool IsEarlier);
