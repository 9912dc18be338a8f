using System.Collections.Concurrent;

namespace IdentitySdk.Core;

/// <summary>Budgets in this process. There are as many as the vendor has buckets, so nothing needs to be forgotten.</summary>
internal sealed class MemoryRateLimitStore : IRateLimitStore
{
    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);

    public ValueTask<string?> GetAsync(string key, CancellationToken cancellationToken) => new(_texts.TryGetValue(key, out var text) ? text : null);

    public ValueTask<bool> TryReplaceAsync(string key, string? expected, string replacement, TimeSpan lifetime, CancellationToken cancellationToken) =>
        new(expected is null ? _texts.TryAdd(key, replacement) : _texts.TryUpdate(key, replacement, expected));
}
