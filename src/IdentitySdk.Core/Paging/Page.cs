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

    /// <summary>The items; a page may be empty although more pages follow.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>
    /// Opaque string to resume the list after this page, now or later, with the same filters; null on the last page. It contains no secret, but with
    /// Agilicus the email of a user: store it where you store personal data.
    /// </summary>
    public string? ContinuationToken { get; }

    /// <summary>Status, headers, request id and rate limit of the page's response. Serializers leave it out.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    [Newtonsoft.Json.JsonIgnore]
    public ApiResponse Response { get; }

    internal string? NextCursor { get; }
}
