namespace IdentitySdk.Core;

/// <summary>Verb, address and body of a message as they were before handlers of the host got hold of it.</summary>
internal readonly struct SentMessage(HttpRequestMessage message)
{
    private readonly HttpMethod _method = message.Method;
    private readonly Uri _address = message.RequestUri!;
    private readonly HttpContent? _content = message.Content;

    /// <summary>Puts the message back into that state: a handler that follows redirects changes it, and a retry must not repeat the change.</summary>
    public void Restore()
    {
        message.Method = _method;
        message.RequestUri = _address;
        message.Content = _content;
    }

    /// <summary>Whether a response is one to this message: same verb and path, and same origin or one that is trusted.</summary>
    public bool IsAnsweredBy(HttpResponseMessage response, IReadOnlyList<Uri> trustedOrigins)
    {
        var answered = response.RequestMessage ?? message;
        return answered.Method == _method
            && answered.RequestUri is { } address
            && (ReferenceEquals(address, _address) || (address.AbsolutePath == _address.AbsolutePath && IsTrusted(address, trustedOrigins)));
    }

    private bool IsTrusted(Uri address, IReadOnlyList<Uri> trustedOrigins)
    {
        var sent = _address;
        return BaseAddress.IsSameOrigin(address, sent) || trustedOrigins.Any(origin => BaseAddress.IsSameOrigin(address, origin));
    }
}
