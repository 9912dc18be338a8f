namespace IdentitySdk;

/// <summary>The terms on which a call is taken out of a rate-limit budget.</summary>
/// <param name="Share">The part of the limit that may be used, above 0 and up to 1; the rest is left to other clients.</param>
/// <param name="Floor">The number of calls that are never used, 0 or more. One call per window is always allowed.</param>
/// <param name="Lease">
/// For how long the call counts as under way when it is neither reported nor given back: between once and twice as long. After that it counts as sent.
/// </param>
public readonly record struct RateLimitTerms(double Share, int Floor, TimeSpan Lease);
