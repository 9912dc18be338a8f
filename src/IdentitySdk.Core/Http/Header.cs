namespace IdentitySdk.Core;

/// <summary>Rules for headers that callers may set.</summary>
internal static class Header
{
    private const string Parameter = "Headers";
    private static readonly HashSet<string> s_reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "DPoP", "Proxy-Authorization", "Host", "Cookie", "Connection", "Transfer-Encoding", "Content-Length", "Content-Type",
        "Upgrade", "TE", "Trailer",
    };

    /// <summary>Sets the <c>Authorization</c> header as text: an <c>AuthenticationHeaderValue</c> would be formatted for each request.</summary>
    public static void Authorize(HttpRequestMessage message, string value)
    {
        message.Headers.Remove("Authorization");
        message.Headers.TryAddWithoutValidation("Authorization", value);
    }

    /// <summary>Adds or replaces a header.</summary>
    /// <exception cref="ArgumentException">The header is reserved for the client, or its name or value is invalid.</exception>
    public static void Add(HttpRequestMessage message, string name, string value)
    {
        if (s_reserved.Contains(name))
        {
            throw new ArgumentException($"The header '{name}' is reserved for the client.", Parameter);
        }

        // The transport accepts only ASCII, and fails with other characters as if the connection were lost.
        if (value is null || value.Any(character => character is (< ' ' or > '~') and not '\t'))
        {
            throw new ArgumentException($"The value of the header '{name}' is invalid: it must be printable ASCII.", Parameter);
        }

        if (message.Headers.TryGetValues(name, out _))
        {
            message.Headers.Remove(name);
        }

        if (!message.Headers.TryAddWithoutValidation(name, value))
        {
            throw new ArgumentException("A header name is invalid.", Parameter);
        }
    }
}
