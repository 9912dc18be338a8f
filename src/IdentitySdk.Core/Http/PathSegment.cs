namespace IdentitySdk.Core;

/// <summary>Escapes ids as path segments.</summary>
internal static class PathSegment
{
    /// <summary>Escapes an id as exactly one path segment.</summary>
    /// <exception cref="ArgumentException">The id would not reach the server unchanged.</exception>
    public static string Escape(string? id, string? argument) => FindProblem(id) is { } problem
        ? throw new ArgumentException($"An id must not {problem}.", argument)
        : Uri.EscapeDataString(id!);

    private static string? FindProblem(string? id) => id switch
    {
        null or "" => "be empty",

        // URI normalization removes these two even when escaped: the call would be sent to the parent path.
        "." or ".." => "be a relative path segment",
        _ when HasControlCharacter(id) => "contain a control character",
        _ when !JsonEscapes.IsWellFormed(id) => "contain half a surrogate pair",
        _ => null,
    };

    // Not LINQ: every call with an id passes here, and needs no enumerator.
    private static bool HasControlCharacter(string id)
    {
        foreach (var character in id)
        {
            if (char.IsControl(character))
            {
                return true;
            }
        }

        return false;
    }
}
