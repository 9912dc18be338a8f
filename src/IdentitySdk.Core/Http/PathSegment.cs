namespace IdentitySdk.Core;

/// <summary>An id as one segment of a path, or not at all.</summary>
internal static class PathSegment
{
    /// <summary>Escapes an id.</summary>
    /// <exception cref="ArgumentException">The id would not arrive as itself: nothing can be sent for it.</exception>
    public static string Escape(string? id, string? argument)
    {
        if (string.IsNullOrEmpty(id))
        {
            throw new ArgumentException("An id must not be empty.", argument);
        }

        // URI rules take these two away even when they are escaped: the call would go to the parent.
        if (id is "." or "..")
        {
            throw new ArgumentException("An id must not be a relative path segment.", argument);
        }

        for (var index = 0; index < id!.Length; index++)
        {
            var character = id[index];
            if (char.IsControl(character))
            {
                throw new ArgumentException("An id must not hold a control character.", argument);
            }

            if (char.IsSurrogate(character) && !(index + 1 < id.Length && char.IsSurrogatePair(character, id[++index])))
            {
                throw new ArgumentException("An id must not hold half a surrogate pair.", argument);
            }
        }

        return Uri.EscapeDataString(id);
    }
}
