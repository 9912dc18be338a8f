namespace IdentitySdk;

/// <summary>A store of rate-limit budgets: in memory by default, or one that several processes reach, so that they share a vendor's limit.</summary>
/// <remarks>
/// A store holds one budget per key. <see cref="TakeAsync"/> takes one call out of it, or returns how long to wait. Each call that was granted is ended by
/// exactly one <see cref="ReportAsync"/> or <see cref="GiveBackAsync"/> with its number, unless its process terminates: for that case there are leases.
/// All times are durations, measured by the store's own clock. A store may buffer reports and send them with the next take.
/// <para>
/// A store advises, and may throw anything at any time. The client waits for each operation for <see cref="RateLimitOptions.StoreTimeout"/> at most. If a
/// store throws, is too slow or returns an invalid grant, the client logs that, bypasses the store for five seconds, and uses its own budget instead.
/// Implementations are safe for concurrent use.
/// </para>
/// <para>
/// A denial is respected: the call waits, and fails after <see cref="RateLimitOptions.MaxWait"/>. If a store has granted nothing for longer than the
/// vendor's longest window although calls were waiting, one call is sent as a probe. If the vendor serves it, denials are ignored until the next grant.
/// </para>
/// </remarks>
public interface IRateLimitStore
{
    /// <summary>Takes one call out of a budget. The first call of an unknown key is granted.</summary>
    /// <param name="key">
    /// Vendor, host, a hash of the account where several accounts share the host, and bucket; fewer than 300 characters, never an id of a person or a secret.
    /// </param>
    /// <param name="terms">How much of the budget may be used, and for how long the call may be under way.</param>
    /// <param name="cancellationToken">
    /// Ends the wait. A grant that is returned nevertheless is given back; a call that the store has taken without one ends with its lease.
    /// </param>
    /// <returns>The call's number, or how long to wait before the next try, or a refusal.</returns>
    ValueTask<RateLimitGrant> TakeAsync(string key, RateLimitTerms terms, CancellationToken cancellationToken);

    /// <summary>Ends a call that was sent, and records what its response reported.</summary>
    /// <remarks>
    /// The calls left are the remaining calls by the response to the latest-sent call, minus those that were sent since or are still under way; the response
    /// to an earlier call never raises them. The higher number is the later call.
    /// </remarks>
    /// <param name="key">As in <see cref="TakeAsync"/>.</param>
    /// <param name="number">The number that was granted. An unknown one, or one whose lease has ended, ends no call, but its report counts.</param>
    /// <param name="report">What the response reported; the default when there was no response, or it reported nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that completes when the report is stored, or buffered for the next take.</returns>
    ValueTask ReportAsync(string key, long number, RateLimitReport report, CancellationToken cancellationToken);

    /// <summary>Gives back a call that was never sent, as if it had not been taken.</summary>
    /// <param name="key">As in <see cref="TakeAsync"/>.</param>
    /// <param name="number">The number that was granted. An unknown one, or one whose lease has ended, changes nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that completes when the call is given back, or the change is buffered for the next take.</returns>
    ValueTask GiveBackAsync(string key, long number, CancellationToken cancellationToken);
}
