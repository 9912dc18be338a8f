using System.Net.Http.Headers;

namespace IdentitySdk.Core;

/// <summary>Verb, address, content and headers of a message before handlers outside the SDK can change them.</summary>
/// <param name="message">The message.</param>
/// <param name="withHeaders">Whether handlers outside the SDK may add headers.</param>
internal readonly struct MessageSnapshot(HttpRequestMessage message, bool withHeaders = false)
{
    private readonly HttpMethod _method = message.Method;
    private readonly Uri _address = message.RequestUri!;
    private readonly HttpContent? _content = message.Content;
    private readonly KeyValuePair<string, string[]>[]? _headers = withHeaders ? Copy(message.Headers) : null;
    private readonly KeyValuePair<string, string[]>[]? _contentHeaders = withHeaders && message.Content is { } content ? Copy(content.Headers) : null;

    /// <summary>Restores the message: a retry must send neither the address of a followed redirect nor added headers twice.</summary>
    public void Restore()
    {
        (message.Method, message.RequestUri, message.Content) = (_method, _address, _content);
        Restore(message.Headers, _headers);
        Restore(_content?.Headers, _contentHeaders);
    }

    /// <summary>Whether a response is to this message: same verb and path, and the same or a trusted origin.</summary>
    public bool IsRequestOf(HttpResponseMessage response, IList<Uri> trustedOrigins) =>
        (response.RequestMessage ?? message) is var request && request.Method == _method && IsSameAddress(_address, request.RequestUri, trustedOrigins);

    /// <summary>Whether an address has the path of another, and its origin or a trusted one.</summary>
    public static bool IsSameAddress(Uri address, Uri? other, IList<Uri> trustedOrigins) =>
        ReferenceEquals(other, address)
        || (other is not null
            && other.AbsolutePath == address.AbsolutePath
            && BaseAddress.IsSameOrTrustedOrigin(other, address, trustedOrigins));

    private static KeyValuePair<string, string[]>[] Copy(HttpHeaders headers) =>
        [.. headers.Select(static header => new KeyValuePair<string, string[]>(header.Key, [.. header.Value]))];

    private static void Restore(HttpHeaders? headers, KeyValuePair<string, string[]>[]? before)
    {
        if (headers is null || before is null || AreSame(Copy(headers), before))
        {
            return;
        }

        headers.Clear();
        foreach (var header in before)
        {
            headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    private static bool AreSame(KeyValuePair<string, string[]>[] some, KeyValuePair<string, string[]>[] others) =>
        some.Length == others.Length
        && some.Zip(others, static (one, other) => one.Key == other.Key && one.Value.SequenceEqual(other.Value)).All(static isSame => isSame);
}
