namespace IdentitySdk.Redis;

/// <summary>A completed call to report with the next round trip.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Report">The report of its response; null when the call was never sent.</param>
/// <param name="CompletedAt">When it completed: the report ages until it is sent.</param>
internal readonly record struct CompletedCall(long Number, RateLimitReport? Report, long CompletedAt);
