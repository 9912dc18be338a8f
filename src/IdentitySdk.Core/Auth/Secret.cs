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

        if (!secret!.All(IsVisible))
        {
            throw new ArgumentException("A credential must consist of visible ASCII characters without blanks.", parameter);
        }

        return IsSendable(secret) ? secret! : throw new ArgumentException("A credential contains a placeholder from an example.", parameter);
    }

    /// <summary>Whether a text can be sent as a secret in a header.</summary>
    public static bool IsSendable(string? secret) =>
        secret is { Length: > 0 } && secret.All(static character => IsVisible(character) && character is not ('{' or '}' or '<' or '>'));

    private static bool IsVisible(char character) => character is > ' ' and < (char)127;
}
