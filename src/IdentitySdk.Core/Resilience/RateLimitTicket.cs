namespace IdentitySdk.Core;

/// <summary>What a call that may be sent holds until it ends.</summary>
/// <param name="Number">Its number in the client's own budget.</param>
/// <param name="Shared">Its number at the store; 0 when the store did not grant it.</param>
/// <param name="TakenAt">When it was taken, as a time stamp of the client's clock.</param>
/// <param name="Lease">For how long it counts as under way.</param>
internal readonly record struct RateLimitTicket(long Number, long Shared, long TakenAt, TimeSpan Lease);
