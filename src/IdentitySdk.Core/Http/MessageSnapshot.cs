namespace IdentitySdk.Core;

/// <summary>Verb, address, body and headers of a message before handlers outside the SDK could change them.</summary>
/// <param name="message">The message.</param>
/// <param name="withHeaders">Whether handlers outside the SDK may add headers, which a retry must not send twice.</param>
internal readonly struct SentMessage(HttpRequestMessage message, bool withHeaders = false)
{
    private readonly HttpMethod _method = message.Method;
    private readonly Uri _address = message.RequestUri!;
    private readonly HttpContent? _content = message.Content;
    private readonly HeaderCopy? _headers = withHeaders ? new HeaderCopy(message) : null;

    /// <summary>Restores that state: a handler that follows redirects changes the message, and a retry must not send the change.</summary>
    public void Restore()
    {
        message.Method = _method;
        message.RequestUri = _address;
        message.Content = _content;
        _headers?.Restore(message);
    }

    /// <summary>Whether a response is to this message: same verb and path, and the same or a trusted origin.</summary>
    public bool IsRequestOf(HttpResponseMessage response, IReadOnlyList<Uri> trustedOrigins) =>
        (response.RequestMessage ?? message) is var request && request.Method == _method && IsSameAddress(_address, request.RequestUri, trustedOrigins);

    /// <summary>Whether an address has the path of another, and its origin or a trusted one.</summary>
    public static bool IsSameAddress(Uri address, Uri? other, IReadOnlyList<Uri> trustedOrigins) =>
        ReferenceEquals(other, address)
        || (other is not null
            && other.AbsolutePath == address.AbsolutePath
            && (BaseAddress.IsSameOrigin(other, address) || trustedOrigins.Any(origin => BaseAddress.IsSameOrigin(other, origin))));
}
