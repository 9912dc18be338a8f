namespace IdentitySdk.Core;

/// <summary>Creates the HTTP message of an operation: address, headers and body.</summary>
internal sealed class RequestMessageFactory
{
    private const string ProductToken = $"IdentitySdk/{ProductVersion.Text}";
    private readonly string _addressPrefix;
    private readonly string _userAgent;
    private readonly int _maxRequestBytes;

    public RequestMessageFactory(IdentityClientOptions options)
    {
        _addressPrefix = options.BaseAddress!.AbsoluteUri.TrimEnd('/');
        _userAgent = options.ApplicationName is { Length: > 0 } name ? $"{name} {ProductToken}" : ProductToken;
        _maxRequestBytes = options.MaxRequestBytes;
    }

    /// <exception cref="ArgumentException">A header is not allowed, or the body cannot be written or is larger than MaxRequestBytes.</exception>
    public OperationMessage Create(ApiRequest request, RequestOptions? options)
    {
        var message = new OperationMessage(ToHttpMethod(request.Method), request.Address ?? CreateAddress(request));
        AddHeaders(message, request, options);
        message.Content = CreateBody(request);
        return message;
    }

    private Uri CreateAddress(ApiRequest request) => Uri.TryCreate(_addressPrefix + request.Target(), UriKind.Absolute, out var address)
        ? address
        : throw new ArgumentException("The address of " + request.Operation + " is invalid: its values may be too long.", nameof(request));

    private void AddHeaders(HttpRequestMessage message, ApiRequest request, RequestOptions? options)
    {
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        message.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        if (request.Headers is { } headers)
        {
            AddHeaders(message, headers);
        }

        if (options is not null)
        {
            AddHeaders(message, options.Headers);
        }
    }

    private static void AddHeaders(HttpRequestMessage message, IEnumerable<KeyValuePair<string, string>> headers)
    {
        foreach (var header in headers)
        {
            Header.Add(message, header.Key, header.Value);
        }
    }

    private RequestBody? CreateBody(ApiRequest request)
    {
        // Some vendors respond 411 to a POST or PUT without Content-Length. And a SocketsHttpHandler of the caller resends a request without content,
        // even a DELETE, when the server closes the connection before it responds; it does not resend a request with content, even empty.
        var body = request.CreateContent() ?? (request.Method is "GET" or "HEAD" ? null : RequestBody.Empty());
        return body?.Length > _maxRequestBytes ? throw TooLarge(body.Length) : body;
    }

    private static ArgumentException TooLarge(int length) =>
        new($"The request body has {length} bytes, more than MaxRequestBytes allows.", nameof(IdentityClientOptions.MaxRequestBytes));

    private static HttpMethod ToHttpMethod(string method) => method switch
    {
        "GET" => HttpMethod.Get,
        "POST" => HttpMethod.Post,
        "PUT" => HttpMethod.Put,
        "DELETE" => HttpMethod.Delete,
        _ => new HttpMethod(method),
    };
}
