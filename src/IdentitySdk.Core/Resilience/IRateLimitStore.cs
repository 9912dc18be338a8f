namespace IdentitySdk;

/// <summary>Where rate-limit budgets are kept. In memory by default; one that several processes can reach lets them share a vendor's limit.</summary>
/// <remarks>
/// A store keeps one budget for each key. <see cref="TakeAsync"/> takes one call out of it or says how long to wait; each call that was granted is
/// ended by exactly one <see cref="ReportAsync"/> or <see cref="GiveBackAsync"/> with its number, unless its process dies, for which there are leases.
/// All times are durations, counted by the store's own clock. A store may hold reports back and send them along with its next take.
/// <para>
/// What a store knows is advice. The client waits for each of its answers for <see cref="RateLimitOptions.StoreTimeout"/> at most; when it throws, is
/// too slow or answers what cannot be, that is logged, the store is left alone for five seconds, and the client goes by what it knows itself.
/// It may therefore throw anything at any time. Implementations are safe for concurrent use.
/// </para>
/// <para>
/// A denial is believed: the call waits, and fails past <see cref="RateLimitOptions.MaxWait"/>. A store that has granted nothing for longer than the
/// vendor's longest window, while calls kept asking, is put to the test by one call; when the vendor serves it, the denials count no more until
/// it grants again.
/// </para>
/// </remarks>
public interface IRateLimitStore
{
    /// <summary>Takes one call out of a budget. The first call of a key that the store knows nothing of is granted.</summary>
    /// <param name="key">
    /// Vendor, host, a hash of the account where the host is that of many, and bucket; fewer than 300 characters, and never an id of a person or a secret.
    /// </param>
    /// <param name="terms">How much of the budget may be used, and for how long the call may be under way.</param>
    /// <param name="cancellationToken">Ends the wait; the store may have taken the call all the same, and its lease ends that.</param>
    /// <returns>The call's number, or how long to wait before asking again, or that the call is to fail.</returns>
    ValueTask<RateLimitGrant> TakeAsync(string key, RateLimitTerms terms, CancellationToken cancellationToken);

    /// <summary>Ends a call that was sent, and takes note of what its response reported.</summary>
    /// <remarks>
    /// What is left is the remaining of the response to the latest-sent call, minus what was sent since or is still under way; the response to an earlier
    /// call never raises it. The number says which call is the later one.
    /// </remarks>
    /// <param name="key">As in <see cref="TakeAsync"/>.</param>
    /// <param name="number">The number that was granted. One that is unknown, or whose lease has ended, ends nothing; its report counts.</param>
    /// <param name="report">What the response reported; the default when there was no response, or it reported nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the report is noted, or queued for the next take.</returns>
    ValueTask ReportAsync(string key, long number, RateLimitReport report, CancellationToken cancellationToken);

    /// <summary>Gives back a call that was never sent, as if it had not been taken.</summary>
    /// <param name="key">As in <see cref="TakeAsync"/>.</param>
    /// <param name="number">The number that was granted; one that is unknown, or whose lease has ended, changes nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when it is given back, or queued for the next take.</returns>
    ValueTask GiveBackAsync(string key, long number, CancellationToken cancellationToken);
}
