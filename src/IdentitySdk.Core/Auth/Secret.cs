namespace IdentitySdk.Core;

/// <summary>Rules for secrets in an <c>Authorization</c> header.</summary>
internal static class Secret
{
    /// <summary>Accepts visible ASCII without blanks, and without the brackets of a placeholder.</summary>
    /// <exception cref="ArgumentException">The secret is empty or contains other characters; the message does not contain it.</exception>
    public static string Validate(string? secret, string parameter)
    {
        if (string.IsNullOrWhiteSpace(secret))
        {
            throw new ArgumentException("A credential must not be empty.", parameter);
        }

        if (!IsVisible(secret!))
        {
            throw new ArgumentException("A credential must consist of visible ASCII characters without blanks.", parameter);
        }

        return IsSendable(secret) ? secret! : throw new ArgumentException("A credential contains a placeholder from an example.", parameter);
    }

    /// <summary>Whether a text can be sent as a secret in a header.</summary>
    public static bool IsSendable(string? secret) =>
        secret is { Length: > 0 } && IsVisible(secret) && secret.IndexOfAny(['{', '}', '<', '>']) < 0;

    private static bool IsVisible(string secret)
    {
        foreach (var character in secret)
        {
            if (character is <= ' ' or >= (char)127)
            {
                return false;
            }
        }

        return true;
    }
}
