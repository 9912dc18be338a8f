namespace IdentitySdk.Core;

/// <summary>The rules for what may stand in an <c>Authorization</c> header.</summary>
internal static class Secret
{
    /// <summary>Accepts visible ASCII without blanks, and without the brackets that mark a placeholder.</summary>
    /// <exception cref="ArgumentException">The secret is empty or holds something else; its value is not named.</exception>
    public static string Validate(string? secret, string parameter)
    {
        if (string.IsNullOrWhiteSpace(secret))
        {
            throw new ArgumentException("A credential must not be empty.", parameter);
        }

        foreach (var character in secret!)
        {
            if (character is <= ' ' or >= (char)127)
            {
                throw new ArgumentException("A credential must consist of visible ASCII characters without blanks.", parameter);
            }
        }

        return IsSendable(secret!) ? secret! : throw new ArgumentException("A credential still holds the placeholder of a documentation.", parameter);
    }

    /// <summary>Whether a text could be a secret in a header.</summary>
    public static bool IsSendable(string? secret)
    {
        foreach (var character in secret ?? "")
        {
            if (character is <= ' ' or >= (char)127 or '{' or '}' or '<' or '>')
            {
                return false;
            }
        }

        return secret is { Length: > 0 };
    }
}
