namespace IdentitySdk.Core;

/// <summary>Sends the operations of all clients of one root client, and returns models and pages or throws.</summary>
/// <remarks>Per-call options may be null. A call that does not succeed throws an <see cref="IdentityApiException"/>.</remarks>
internal sealed class ApiClient : IDisposable
{
    private readonly Pipeline? _pipeline;
    private readonly OperationSender? _sender;
    private readonly HttpMessageInvoker? _ownedInvoker;
    private readonly CredentialContext? _credentialContext;

    private ApiClient()
    {
    }

    private ApiClient(Pipeline pipeline, Credential credential, Func<HttpMessageInvoker>? invoker)
    {
        _pipeline = pipeline;
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
    /// <exception cref="InvalidOperationException">The client is a test double.</exception>
    public Pipeline Pipeline => _pipeline ?? throw TestDouble();

    public IAuthenticator Authenticator => Pipeline.Authenticator;

    public IdentityClientOptions Options => Pipeline.Options;

    public VendorRules Vendor => Pipeline.Vendor;

    public Uri BaseAddress => Options.BaseAddress!;

    /// <summary>The vendor's rate limits as responses have reported them.</summary>
    public RateLimits RateLimits => _pipeline?.RateLimits ?? new RateLimits();

    private OperationSender Sender => _sender ?? throw TestDouble();

    /// <summary>Creates the API of a test double: it has no options, and sends nothing.</summary>
    public static ApiClient OfTest() => new();

    /// <exception cref="ArgumentException">An option is missing or out of range; the exception names it.</exception>
    public static ApiClient Create(IdentityClientOptions options, VendorRules vendor, Func<HttpMessageInvoker>? invoker = null)
    {
        var copy = (options ?? throw new ArgumentNullException(nameof(options))).Copy();
        var credential = copy.Validate();
        return new ApiClient(new Pipeline(vendor, copy), credential, invoker);
    }

    /// <summary>Replaces the credential: later calls, and calls that the vendor refuses with the old one, use the new one.</summary>
    public void SetCredential(Credential credential)
    {
        Pipeline.Authenticator = credential.CreateAuthenticator(_credentialContext!);
        Pipeline.RateLimits.SetAccount(credential.Account);
    }

    /// <summary>Sends an operation that has no result.</summary>
    public Task SendAsync(ApiRequest request, RequestOptions? options, CancellationToken cancellationToken) =>
        Sender.SendAsync(
            Extend(request, options), options, NoContent.Instance, static (reader, context, _) => reader.ReadNoContent(context), cancellationToken);

    /// <summary>Sends an operation and reads its result, which is never null.</summary>
    public Task<T> SendAsync<T>(ApiRequest request, ReadValue<T> read, RequestOptions? options, CancellationToken cancellationToken)
        where T : class =>
        Sender.SendAsync(Extend(request, options), options, read, static (reader, context, read) => reader.ReadBody(context, read), cancellationToken);

    /// <summary>Sends an operation and reads its result; <paramref name="empty"/> is the result of an empty response.</summary>
    public Task<T> SendOptionalAsync<T>(
        ApiRequest request, ReadValue<T> read, T empty, RequestOptions? options, CancellationToken cancellationToken)
        where T : class => Sender.SendAsync(
            Extend(request, options),
            options,
            (read, empty),
            static (reader, context, state) => reader.ReadOptional(context, state.read, state.empty),
            cancellationToken);

    /// <summary>Sends an operation and reads the bytes of its response.</summary>
    public Task<T> SendForBytesAsync<T>(ApiRequest request, RawReader<T> read, RequestOptions? options, CancellationToken cancellationToken) =>
        Sender.SendAsync(Extend(request, options), options, read, static (reader, context, read) => reader.ReadBytes(context, read), cancellationToken);

    /// <summary>Gets the first page of a list.</summary>
    public Task<Page<T>> SendAsync<T>(PagedRequest<T> list, RequestOptions? options, CancellationToken cancellationToken)
    {
        list = Extend(list, options);
        return SendPageAsync(list, list.First, options, cancellationToken);
    }

    /// <summary>Creates the sequence of a list's items and pages. It copies the options, and sends nothing until it is enumerated.</summary>
    /// <exception cref="ArgumentException">The list has a parameter that the API of the client's options does not accept.</exception>
    public AsyncPageable<T> List<T>(PagedRequest<T> list, RequestOptions? options, CancellationToken cancellationToken)
    {
        Options.Validate(list.Request);
        return new ApiPageable<T>(this, Extend(list, options), options?.Copy(), cancellationToken);
    }

    /// <summary>Closes the connections if the client owns them.</summary>
    public void Dispose() => _ownedInvoker?.Dispose();

    internal Task<Page<T>> SendPageAsync<T>(PagedRequest<T> list, ApiRequest request, RequestOptions? options, CancellationToken cancellationToken) =>
        Sender.SendAsync(request, options, list, static (reader, context, list) => reader.ReadPage(context, list), cancellationToken);

    private static InvalidOperationException TestDouble() => new("This client was made by a test: only members that the test sets up can be called.");

    private static ApiRequest Extend(ApiRequest request, RequestOptions? options) => options is null ? request : request.WithExtra(options.Query);

    private static PagedRequest<T> Extend<T>(PagedRequest<T> list, RequestOptions? options) => options is null ? list : list.WithExtra(options.Query);
}
