using System.Security.Cryptography;
using System.Text;

namespace IdentitySdk.Core;

/// <summary>The cursors a list has used; a server that sends one again would send the caller round in a circle.</summary>
internal sealed class UsedCursors
{
    // Sixteen bytes of a digest each: a list of a million pages stays small.
    private readonly HashSet<Guid> _seen = [];

    public UsedCursors(string? first)
    {
        if (first is not null)
        {
            _seen.Add(Digest(first));
        }
    }

    /// <returns>False when the cursor was used before.</returns>
    public bool TryAdd(string cursor) => _seen.Add(Digest(cursor));

    private static Guid Digest(string cursor)
    {
#if NET8_0_OR_GREATER
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(cursor)).AsSpan(0, 16));
#else
        using var sha = SHA256.Create();
        return new Guid(sha.ComputeHash(Encoding.UTF8.GetBytes(cursor)).AsSpan(0, 16).ToArray());
#endif
    }
}
