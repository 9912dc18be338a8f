using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">The items' type.</typeparam>
public sealed class Page<T>
{
    /// <summary>Creates a page for a test.</summary>
    /// <param name="items">The items.</param>
    /// <param name="continuationToken">
    /// The token to resume the list after this page; null for the last page. Any text will do for a list of such pages
    /// (<see cref="AsyncPageable.FromPages"/>); a vendor's list rejects it with an <see cref="ArgumentException"/>.
    /// </param>
    /// <param name="response">The response; null for status 200 without headers.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public Page(IReadOnlyList<T> items, string? continuationToken = null, ApiResponse? response = null)
        : this(items ?? throw new ArgumentNullException(nameof(items)), null, continuationToken, response ?? new ApiResponse(200))
    {
    }

    internal Page(IReadOnlyList<T> items, string? nextCursor, string? continuationToken, ApiResponse response)
    {
        Items = items;
        NextCursor = nextCursor;
        ContinuationToken = continuationToken;
        Response = response;
    }

    /// <summary>The items; a page may be empty although more pages follow.</summary>
    [System.Text.Json.Serialization.JsonConverter(typeof(PageItemsConverterFactory))]
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
