namespace IdentitySdk.Core;

/// <summary>Verb, address and body of a message before handlers outside the SDK could change them.</summary>
internal readonly struct SentMessage(HttpRequestMessage message)
{
    private readonly HttpMethod _method = message.Method;
    private readonly Uri _address = message.RequestUri!;
    private readonly HttpContent? _content = message.Content;

    /// <summary>Restores that state: a handler that follows redirects changes the message, and a retry must not send the change.</summary>
    public void Restore()
    {
        message.Method = _method;
        message.RequestUri = _address;
        message.Content = _content;
    }

    /// <summary>Whether a response is to this message: same verb and path, and the same or a trusted origin.</summary>
    public bool IsRequestOf(HttpResponseMessage response, IReadOnlyList<Uri> trustedOrigins)
    {
        var request = response.RequestMessage ?? message;
        return request.Method == _method
            && request.RequestUri is { } address
            && (ReferenceEquals(address, _address) || (address.AbsolutePath == _address.AbsolutePath && IsTrusted(address, trustedOrigins)));
    }

    private bool IsTrusted(Uri address, IReadOnlyList<Uri> trustedOrigins) =>
        BaseAddress.IsSameOrigin(address, _address) || trustedOrigins.Any(origin => BaseAddress.IsSameOrigin(address, origin));
}
