namespace IdentitySdk.Core;

/// <summary>Escapes ids as path segments.</summary>
internal static class PathSegment
{
    /// <summary>Escapes an id as exactly one path segment.</summary>
    /// <exception cref="ArgumentException">The id would not reach the server unchanged.</exception>
    public static string Escape(string? id, string? argument)
    {
        if (string.IsNullOrEmpty(id))
        {
            throw new ArgumentException("An id must not be empty.", argument);
        }

        // URI normalization removes these two even when escaped: the call would go to the parent.
        if (id is "." or "..")
        {
            throw new ArgumentException("An id must not be a relative path segment.", argument);
        }

        for (var index = 0; index < id!.Length; index++)
        {
            var character = id[index];
            if (char.IsControl(character))
            {
                throw new ArgumentException("An id must not contain a control character.", argument);
            }

            if (char.IsSurrogate(character) && !(index + 1 < id.Length && char.IsSurrogatePair(character, id[++index])))
            {
                throw new ArgumentException("An id must not contain half a surrogate pair.", argument);
            }
        }

        return Uri.EscapeDataString(id);
    }
}
