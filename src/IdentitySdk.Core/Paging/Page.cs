namespace IdentitySdk;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">The items' type.</typeparam>
public sealed class Page<T>
{
    internal Page(IReadOnlyList<T> items, string? nextCursor, string? continuationToken, ApiResponse response)
    {
        Items = items;
        NextCursor = nextCursor;
        ContinuationToken = continuationToken;
        Response = response;
    }

    /// <summary>The items; there may be none although more pages follow.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>
    /// Where the list goes on: an opaque text to save and to resume from later, under the same filters; null on the last page. It holds no
    /// secret, but with Agilicus the email of a user: keep it where you keep the users.
    /// </summary>
    public string? ContinuationToken { get; }

    /// <summary>Status, headers, request id and rate limit of the page's response. Serializers leave it out.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    [Newtonsoft.Json.JsonIgnore]
    public ApiResponse Response { get; }

    internal string? NextCursor { get; }
}
