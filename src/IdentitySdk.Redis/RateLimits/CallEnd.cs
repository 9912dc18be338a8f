namespace IdentitySdk.Redis;

/// <summary>A call that has ended, which the next round trip takes along.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Report">What its response reported; null when it was never sent.</param>
/// <param name="EndedAt">When it ended: the report ages until it is sent.</param>
internal readonly record struct CallEnd(long Number, RateLimitReport? Report, long EndedAt);
