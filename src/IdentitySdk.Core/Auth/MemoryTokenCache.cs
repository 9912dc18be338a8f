using System.Collections.Concurrent;
using System.Diagnostics;

namespace IdentitySdk;

/// <summary>Keeps access tokens in this process. Each client has one of its own unless clients are given the same.</summary>
[DebuggerDisplay("MemoryTokenCache")]
public sealed class MemoryTokenCache : ITokenCache
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly ConcurrentDictionary<string, AccessToken> _tokens = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken) => new(_tokens.TryGetValue(key, out var token) ? token : null);

    /// <inheritdoc/>
    public ValueTask SetAsync(string key, AccessToken token, CancellationToken cancellationToken)
    {
        _tokens[key] = token ?? throw new ArgumentNullException(nameof(token));
        return default;
    }
}
