namespace IdentitySdk;

/// <summary>The right to refresh a token for all clients that share it, for a limited time.</summary>
/// <param name="FencingNumber">1 or more, and higher for each later lease of a key: it distinguishes a former holder from the current one.</param>
/// <param name="Duration">Time after which the lease expires.</param>
public readonly record struct TokenLease(long FencingNumber, TimeSpan Duration);
