namespace IdentitySdk.Core;

/// <summary>Permission to send one call, held until the call ends.</summary>
/// <param name="Number">The call's number in the client's own budget.</param>
/// <param name="StoreNumber">The call's number in the store; 0 when the store did not grant it.</param>
/// <param name="TakenAt">When the permit was taken, as a time stamp of the client's clock.</param>
/// <param name="Lease">For how long the call counts as under way.</param>
internal readonly record struct RateLimitPermit(long Number, long StoreNumber, long TakenAt, TimeSpan Lease);
