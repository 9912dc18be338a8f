namespace IdentitySdk;

/// <summary>The right to refresh a token for all who share it, for a limited time.</summary>
/// <param name="FencingNumber">Higher for each later lease of a key, 1 or more: it tells a late holder from the present one.</param>
/// <param name="Duration">After how long the lease ends by itself.</param>
public readonly record struct TokenLease(long FencingNumber, TimeSpan Duration);
