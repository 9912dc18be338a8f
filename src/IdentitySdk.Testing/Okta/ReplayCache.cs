using System.Collections.Concurrent;

namespace IdentitySdk.Testing.Okta;

/// <summary>The ids of used tokens, each until its token expires.</summary>
internal sealed class ReplayCache(TimeProvider time)
{
    private const int SweepAbove = 10_000;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);

    /// <summary>False when the id was already used.</summary>
    public bool TryUse(string id, DateTimeOffset until)
    {
        if (_seen.Count > SweepAbove)
        {
            foreach (var (old, end) in _seen)
            {
                if (end < time.GetUtcNow())
                {
                    _seen.TryRemove(old, out _);
                }
            }
        }

        return _seen.TryAdd(id, until);
    }
}
