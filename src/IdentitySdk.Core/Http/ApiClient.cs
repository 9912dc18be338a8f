using System.Reflection;

namespace IdentitySdk.Core;

/// <summary>Sends calls: address, headers and body out; a model, a page or an exception back.</summary>
public sealed class ApiClient : IDisposable
{
    private static readonly string s_userAgent = $"IdentitySdk/{typeof(ApiClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}";
    private readonly Pipeline _pipeline;
    private readonly Func<HttpMessageInvoker> _invoker;
    private readonly HttpMessageInvoker? _owned;
    private readonly string _prefix;
    private readonly string _userAgentHeader;

    internal ApiClient(Pipeline pipeline, Credential credential, Func<HttpMessageInvoker>? invoker = null)
    {
        _pipeline = pipeline;
        _owned = invoker is null ? pipeline.CreateInvoker() : null;
        _invoker = invoker ?? (() => _owned!);
        _prefix = Options.BaseAddress!.AbsoluteUri.TrimEnd('/');
        _userAgentHeader = Options.ApplicationName is { Length: > 0 } name ? $"{name} {s_userAgent}" : s_userAgent;
        Authenticator = credential.CreateAuthenticator(this);
        pipeline.Use(Authenticator);
    }

    internal static ApiClient Create(IdentityClientOptions options, VendorRules vendor, Func<HttpMessageInvoker>? invoker = null)
    {
        var copy = (options ?? throw new ArgumentNullException(nameof(options))).Copy();
        var credential = copy.Validate();
        return new ApiClient(new Pipeline(vendor, copy), credential, invoker);
    }

    /// <summary>What the client knows of the vendor's rate limits.</summary>
    public RateLimits RateLimits => _pipeline.RateLimits;

    /// <summary>Where the vendor's API is.</summary>
    public Uri BaseAddress => Options.BaseAddress!;

    internal Pipeline Pipeline => _pipeline;

    internal IAuthenticator Authenticator { get; }

    internal IdentityClientOptions Options => _pipeline.Options;

    internal VendorRules Vendor => _pipeline.Vendor;

    /// <summary>Sends a call that has no result.</summary>
    /// <param name="request">The call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A task that ends when the vendor has confirmed.</returns>
    /// <exception cref="IdentityApiException">The call did not succeed.</exception>
    public async Task SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var call = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a call and reads its result.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="request">The call.</param>
    /// <param name="read">Reads the result.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The result, never null.</returns>
    /// <exception cref="IdentityApiException">The call did not succeed.</exception>
    internal async Task<T> SendAsync<T>(ApiRequest request, JsonRead<T> read, CancellationToken cancellationToken)
        where T : class
    {
        using var call = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return Read(call, read);
    }

    /// <summary>Gets one page of a list.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="list">The list.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="IdentityApiException">The call did not succeed.</exception>
    internal Task<Page<T>> SendAsync<T>(PagedRequest<T> list, CancellationToken cancellationToken) => SendPageAsync(list, list.First, cancellationToken);

    /// <summary>Makes the sequence of a list's pages and items; nothing is sent yet.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="list">The list.</param>
    /// <param name="cancellationToken">Ends each enumeration.</param>
    /// <returns>The sequence.</returns>
    internal AsyncPageable<T> List<T>(PagedRequest<T> list, CancellationToken cancellationToken) => new(this, list, cancellationToken);

    /// <summary>Gives up the connections, where they are the client's own.</summary>
    public void Dispose() => _owned?.Dispose();

    internal async Task<Page<T>> SendPageAsync<T>(PagedRequest<T> list, ApiRequest request, CancellationToken cancellationToken)
    {
        using var call = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        var response = call.Response!;
        var context = new PageContext(request, response, BaseAddress);
        var content = Read(call, (ref JsonInput input) => list.Style.Read(ref input, list.ReadItems, context));
        var cursor = content.NextCursor;
        if (cursor is not null && list.Style.Cursor is null)
        {
            // An end here would be a list cut short without a word.
            throw new InvalidResponseException(call.UnexpectedSuccess(Vendor, isError: false), "the server says that the list goes on, but there is no documented way to ask for more");
        }

        return new Page<T>(content.Items, cursor, cursor is null ? null : ContinuationToken.Create(list, BaseAddress, cursor), response);
    }

    private async Task<ApiCall> ExchangeAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var options = request.Options;
        options?.Validate();
        var call = new ApiCall(
            request, options?.Retry?.Copy() ?? Options.Retry, options?.AttemptTimeout ?? Options.AttemptTimeout, Options.TimeProvider.GetTimestamp(), cancellationToken);
        var isAnswered = false;
        try
        {
            using var message = CreateMessage(request);
            call.Attach(message);
            using var response = await _invoker().SendAsync(message, cancellationToken).ConfigureAwait(false);
            isAnswered = true;
            if (!response.IsSuccessStatusCode)
            {
                throw call.Failure(Vendor).ToException();
            }

            options?.OnResponse?.Invoke(call.Response!);
            return call;
        }
        catch (Exception fault)
        {
            call.Dispose();
            if (!isAnswered && Describe(call, fault, cancellationToken) is { } described)
            {
                throw described;
            }

            throw;
        }
    }

    /// <summary>What the caller gets for a fault on the way; null for the fault itself.</summary>
    private Exception? Describe(ApiCall call, Exception fault, CancellationToken cancellationToken) => fault switch
    {
        // Callers tell their own cancellation by its token, not by one that was linked to it on the way.
        OperationCanceledException cancelled when cancellationToken.IsCancellationRequested && cancelled.CancellationToken != cancellationToken =>
            new OperationCanceledException(cancelled.Message, cancelled, cancellationToken),
        _ when RetryDecision.IsTransportFault(fault) => TransportFault.Describe(call.Failure(Vendor, fault), fault),
        _ => null,
    };

    private HttpRequestMessage CreateMessage(ApiRequest request)
    {
        var address = request.Address ?? new Uri(_prefix + request.Target(), UriKind.Absolute);
        var message = new HttpRequestMessage(Method(request.Method), address);
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        message.Headers.TryAddWithoutValidation("User-Agent", _userAgentHeader);
        foreach (var header in request.Headers)
        {
            Header.Add(message, header.Key, header.Value);
        }

        foreach (var header in request.Options?.Headers ?? Enumerable.Empty<KeyValuePair<string, string>>())
        {
            Header.Add(message, header.Key, header.Value);
        }

        // Okta answers 411 to a POST or PUT that says nothing of its length. And a SocketsHttpHandler of the caller's sends a request without content
        // again by itself, a DELETE too, when the server closes the connection without a word; with content, even empty, it does not.
        message.Content = request.CreateContent?.Invoke() ?? (request.Method is "GET" or "HEAD" ? null : new ByteArrayContent([]));
        return message;
    }

    private T Read<T>(ApiCall call, JsonRead<T> read)
        where T : class
    {
        try
        {
            if (call.Body.IsCut)
            {
                throw new JsonFormatException("The body is larger than MaxResponseBytes.", "$", call.Body.Length);
            }

            // A call that returns nothing may be answered with nothing.
            if (call.Response!.StatusCode == 204 && StatusOnly.Instance is T nothing)
            {
                return nothing;
            }

            var input = new JsonInput(call.Body.Bytes);
            var result = read(ref input);
            input.ThrowIfMismatched();
            input.ReadEnd();
            Report(call, input.UnexpectedMembers);
            return result ?? throw new JsonFormatException("The body is null where a value was promised.", "$", 0);
        }
        catch (ErrorInSuccessException)
        {
            throw call.UnexpectedSuccess(Vendor, isError: true).ToException();
        }
        catch (Exception fault) when (JsonFault.Describe(fault, call.Body.Bytes) is { } described)
        {
            Log.Unreadable(_pipeline.Logger, Vendor.Name, call.Request.Operation, call.Response!.StatusCode);
            throw new InvalidResponseException(call.UnexpectedSuccess(Vendor, isError: false), "the response is not what the vendor documents", described);
        }
    }

    private void Report(ApiCall call, IReadOnlyList<string>? unexpectedMembers)
    {
        foreach (var member in unexpectedMembers ?? [])
        {
            Log.UnexpectedMember(_pipeline.Logger, Vendor.Name, call.Request.Operation, member);
            Telemetry.UnexpectedMembers.Add(1, new("identitysdk.vendor", Vendor.Name), new("identitysdk.member", member));
        }
    }

    private static HttpMethod Method(string method) => method switch
    {
        "GET" => HttpMethod.Get,
        "POST" => HttpMethod.Post,
        "PUT" => HttpMethod.Put,
        "DELETE" => HttpMethod.Delete,
        _ => new HttpMethod(method),
    };
}
