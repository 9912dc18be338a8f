using System.Collections.Concurrent;

namespace IdentitySdk.Testing.Okta;

/// <summary>Token ids seen, each until its token has ended.</summary>
internal sealed class ReplayCache(TimeProvider time)
{
    private const int SweepAbove = 10_000;
    private readonly ConcurrentDictionary<string, DateTimeOffset> seen = new(StringComparer.Ordinal);

    /// <summary>False when the id was used before.</summary>
    public bool TryUse(string id, DateTimeOffset until)
    {
        if (seen.Count > SweepAbove)
        {
            foreach (var (old, end) in seen)
            {
                if (end < time.GetUtcNow())
                {
                    seen.TryRemove(old, out _);
                }
            }
        }

        return seen.TryAdd(id, until);
    }
}
