using System.Security.Cryptography;
using System.Text;

namespace IdentitySdk.Core;

/// <summary>The cursors that an enumeration has used: a server that returns one again would start a loop.</summary>
internal sealed class UsedCursors
{
    // Sixteen bytes of a digest per cursor: a list of a million pages stays small.
    private readonly HashSet<Guid> _digests = [];

    public UsedCursors(string? first)
    {
        if (first is not null)
        {
            _digests.Add(Digest(first));
        }
    }

    /// <returns>False when the cursor was used before.</returns>
    public bool TryAdd(string cursor) => _digests.Add(Digest(cursor));

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
