using System.Security.Cryptography;
using System.Text;

namespace IdentitySdk.Core;

/// <summary>The cursors a list has used; a server that sends one again would send the caller round in a circle.</summary>
internal sealed class CursorLog
{
    // Sixteen bytes of a digest each: a list of a million pages stays small.
    private readonly HashSet<Guid> _seen = [];

    public CursorLog(string? first)
    {
        if (first is not null)
        {
            _seen.Add(Digest(first));
        }
    }

    /// <exception cref="InvalidResponseException">The cursor was used before.</exception>
    public void Add(string cursor, VendorRules vendor, ApiRequest request)
    {
        if (!_seen.Add(Digest(cursor)))
        {
            throw new InvalidResponseException(new ApiFailure(vendor.Name, request.Operation), "the server sent a cursor again that had been used before, so the list would never end");
        }
    }

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
