namespace IdentitySdk.Core;

/// <summary>Sends the operations of all clients of one root client, and returns models and pages or throws.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly OperationSender? _sender;
    private readonly HttpMessageInvoker? _ownedInvoker;
    private readonly CredentialContext? _credentialContext;
    private IAuthenticator _authenticator = null!;

    private ApiClient() => Pipeline = null!;

    private ApiClient(Pipeline pipeline, Credential credential, Func<HttpMessageInvoker>? invoker)
    {
        Pipeline = pipeline;
        _ownedInvoker = invoker is null ? pipeline.CreateInvoker() : null;
        _sender = new OperationSender(pipeline, invoker ?? (() => _ownedInvoker!), hasForeignHandlers: invoker is not null);
        _credentialContext = new CredentialContext(
            Vendor.Name,
            BaseAddress,
            _sender,
            Options.TimeProvider,
            Options.TokenCache ?? new MemoryTokenCache(Options.TimeProvider),
            pipeline.Logger,
            Options.AttemptTimeout,
            Options.Retry.MaxTotalTime,
            Options.TokenCacheTimeout);
        SetCredential(credential);
    }

    /// <summary>Creates the handlers, and holds the state they share.</summary>
    public Pipeline Pipeline { get; }

    public IAuthenticator Authenticator => Volatile.Read(ref _authenticator);

    /// <exception cref="InvalidOperationException">A test made the client.</exception>
    public IdentityClientOptions Options => _sender is null ? throw NotSetUp() : Pipeline.Options;

    /// <exception cref="InvalidOperationException">A test made the client.</exception>
    public VendorRules Vendor => _sender is null ? throw NotSetUp() : Pipeline.Vendor;

    public Uri BaseAddress => Options.BaseAddress!;

    /// <summary>The vendor's rate limits as responses have reported them.</summary>
    public RateLimits RateLimits => _sender is null ? new RateLimits() : Pipeline.RateLimits;

    private OperationSender Sender => _sender ?? throw NotSetUp();

    /// <summary>Creates the API of a client that a test makes: it has no options, and sends nothing.</summary>
    public static ApiClient OfTest() => new();

    /// <exception cref="ArgumentException">An option is missing or out of range; the exception names it.</exception>
    public static ApiClient Create(IdentityClientOptions options, VendorRules vendor, Func<HttpMessageInvoker>? invoker = null)
    {
        var copy = (options ?? throw new ArgumentNullException(nameof(options))).Copy();
        var credential = copy.Validate();
        return new ApiClient(new Pipeline(vendor, copy), credential, invoker);
    }

    /// <summary>Replaces the credential: calls that begin later, and calls that the vendor refuses for the old one, use the new one.</summary>
    public void SetCredential(Credential credential)
    {
        Volatile.Write(ref _authenticator, credential.CreateAuthenticator(_credentialContext!));
        Pipeline.SetAuthenticator(() => Authenticator);
        Pipeline.RateLimits.SetAccount(credential.Account);
    }

    /// <summary>Sends an operation that has no result.</summary>
    /// <param name="request">The operation.</param>
    /// <param name="options">Per-call options; null takes the client's.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="IdentityApiException">The call did not succeed.</exception>
    public Task SendAsync(ApiRequest request, RequestOptions? options, CancellationToken cancellationToken) =>
        Sender.SendAsync(
            Extend(request, options), options, NoContent.Instance, static (reader, context, _) => reader.ReadNoContent(context), cancellationToken);

    /// <summary>Sends an operation and reads its result.</summary>
    /// <param name="request">The operation.</param>
    /// <param name="read">Reads the result.</param>
    /// <param name="options">Per-call options; null takes the client's.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The result, never null.</returns>
    /// <exception cref="IdentityApiException">The call did not succeed.</exception>
    public Task<T> SendAsync<T>(ApiRequest request, ReadValue<T> read, RequestOptions? options, CancellationToken cancellationToken)
        where T : class =>
        Sender.SendAsync(Extend(request, options), options, read, static (reader, context, read) => reader.Read(context, read), cancellationToken);

    /// <summary>Sends an operation and reads its result, if it has one.</summary>
    /// <param name="request">The operation.</param>
    /// <param name="read">Reads the result.</param>
    /// <param name="empty">The result of an empty response.</param>
    /// <param name="options">Per-call options; null takes the client's.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="IdentityApiException">The call did not succeed.</exception>
    public Task<T> SendOptionalAsync<T>(
        ApiRequest request, ReadValue<T> read, T empty, RequestOptions? options, CancellationToken cancellationToken)
        where T : class => Sender.SendAsync(
            Extend(request, options),
            options,
            (read, empty),
            static (reader, context, state) => reader.ReadOptional(context, state.read, state.empty),
            cancellationToken);

    /// <summary>Sends an operation and reads the bytes of its response.</summary>
    /// <param name="request">The operation.</param>
    /// <param name="read">Reads the bytes.</param>
    /// <param name="options">Per-call options; null takes the client's.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="IdentityApiException">The call did not succeed.</exception>
    public Task<T> SendForBytesAsync<T>(ApiRequest request, RawReader<T> read, RequestOptions? options, CancellationToken cancellationToken) =>
        Sender.SendAsync(Extend(request, options), options, read, static (reader, context, read) => reader.ReadBytes(context, read), cancellationToken);

    /// <summary>Gets one page of a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="options">Per-call options; null takes the client's.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="IdentityApiException">The call did not succeed.</exception>
    public Task<Page<T>> SendAsync<T>(PagedRequest<T> list, RequestOptions? options, CancellationToken cancellationToken)
    {
        list = Extend(list, options);
        return SendPageAsync(list, list.First, options, cancellationToken);
    }

    /// <summary>Creates the sequence of a list's items and pages; it sends nothing until it is enumerated.</summary>
    /// <param name="list">The list.</param>
    /// <param name="options">Per-call options, copied; null takes the client's.</param>
    /// <param name="cancellationToken">Ends each enumeration.</param>
    /// <exception cref="ArgumentException">The list has a parameter that the API of the client's options does not take.</exception>
    public AsyncPageable<T> List<T>(PagedRequest<T> list, RequestOptions? options, CancellationToken cancellationToken)
    {
        Options.Validate(list.Request);
        return new ApiPageable<T>(this, Extend(list, options), options?.Copy(), cancellationToken);
    }

    /// <summary>Closes the connections if the client owns them.</summary>
    public void Dispose() => _ownedInvoker?.Dispose();

    internal Task<Page<T>> SendPageAsync<T>(
        PagedRequest<T> list, ApiRequest request, RequestOptions? options, CancellationToken cancellationToken) => Sender.SendAsync(
        request, options, (Api: this, list), static (reader, context, state) => state.Api.ReadPage(reader, context, state.list), cancellationToken);

    private Page<T> ReadPage<T>(OperationReader reader, OperationContext context, PagedRequest<T> list)
    {
        var response = context.Response!;
        var content = reader.Read(context, (ref ModelReader body) =>
        {
            var pageContext = new PageContext(context.Request, response, BaseAddress, (IReadOnlyList<Uri>)Options.TrustedOrigins);
            var page = list.Style.Read(ref body, list.ReadItems, pageContext);

            // Ending here would truncate the list silently.
            return page?.NextCursor is not null && list.Style.Cursor is null ? throw NoCursorParameter(context) : page;
        });
        reader.RecordPage(context.Request);
        var cursor = content.NextCursor;
        return new Page<T>(content.Items, cursor, cursor is null ? null : ContinuationToken.Create(list, BaseAddress, cursor), response);
    }

    private static InvalidOperationException NotSetUp() => new("This client was made by a test: only members that the test sets up can be called.");

    private static ApiRequest Extend(ApiRequest request, RequestOptions? options) => options is null ? request : request.WithExtra(options.Query);

    private static PagedRequest<T> Extend<T>(PagedRequest<T> list, RequestOptions? options) => options is null ? list : list.WithExtra(options.Query);

    private InvalidResponseException NoCursorParameter(OperationContext context) =>
        new(context.UnreadableFailure(Vendor), "the response reports another page, but the vendor documents no parameter to request it");
}
