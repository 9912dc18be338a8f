namespace IdentitySdk;

/// <summary>A rate limit that a response reported.</summary>
/// <param name="Limit">Calls allowed in the window.</param>
/// <param name="Remaining">Calls left in the window.</param>
/// <param name="ResetsAt">When the window ends, by the client's clock.</param>
public readonly record struct RateLimit(int Limit, int Remaining, DateTimeOffset ResetsAt);
