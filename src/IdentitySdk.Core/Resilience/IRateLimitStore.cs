namespace IdentitySdk;

/// <summary>Where rate-limit budgets are kept. In memory by default; one that several processes can reach lets them share a vendor's limit.</summary>
/// <remarks>
/// A store keeps short texts by key and replaces them atomically; what the texts mean is the client's affair. In Redis, <see cref="GetAsync"/> is
/// <c>GET</c>, and <see cref="TryReplaceAsync"/> a script of three lines: compare, <c>SET … PX</c>, say whether. What a store throws ends the
/// call it was asked for; a store that should not stop calls when it is out of reach answers null and true instead.
/// </remarks>
public interface IRateLimitStore
{
    /// <summary>Gets the text under a key.</summary>
    /// <param name="key">Vendor, host and bucket, fewer than 300 characters; never an id or a secret.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The text; null when there is none.</returns>
    ValueTask<string?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>Replaces the text under a key, unless someone else has done so meanwhile.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expected">The text that must still be there; null when there must be none.</param>
    /// <param name="replacement">The new text, fewer than 200 ASCII characters.</param>
    /// <param name="lifetime">After how long the text may be forgotten.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>True when it was replaced; false when another text was there, which is then read and tried again.</returns>
    ValueTask<bool> TryReplaceAsync(string key, string? expected, string replacement, TimeSpan lifetime, CancellationToken cancellationToken);
}
