namespace IdentitySdk.Core;

/// <summary>A lease, and the key it was taken for.</summary>
internal sealed record SharedLease(string Key, TokenLease Lease);
