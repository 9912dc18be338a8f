using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IdentitySdk.Core;

/// <summary>The handlers that every operation of a client passes, and the state they share, however often the handlers are built anew.</summary>
internal sealed class Pipeline
{
    /// <summary>How many handlers there are.</summary>
    public const int HandlerCount = 5;

    private readonly RetryPolicy _retry;
    private IAuthenticator? _authenticator;

    public Pipeline(VendorRules vendor, IdentityClientOptions options)
    {
        Vendor = vendor;
        Options = options;
        Logger = (ILogger?)options.LoggerFactory?.CreateLogger(Log.Category) ?? NullLogger.Instance;
        RateLimits = new RateLimits(options.RateLimits, vendor, options.BaseAddress!.Authority, options.TimeProvider, Logger);
        _retry = new RetryPolicy(vendor, options.Retry, options.TimeProvider, Jitter.Next, Logger);
    }

    public VendorRules Vendor { get; }

    public IdentityClientOptions Options { get; }

    public ILogger Logger { get; }

    public RateLimits RateLimits { get; }

    /// <summary>A new handler of the chain, by its place in the order of the chain.</summary>
    /// <param name="position">The place; 0 is the outermost.</param>
    public DelegatingHandler CreateHandler(int position) => position switch
    {
        0 => new SingleEntryHandler(),
        1 => new PolicyHttpMessageHandler(_retry.For),
        2 => new RateLimitHandler(Vendor, Options.RateLimits, RateLimits, Options.TimeProvider, Logger),
        3 => new AuthenticationHandler(() => _authenticator!, Options.BaseAddress!),
        4 => new TransportHandler(Vendor, Options.TimeProvider, Options.MaxResponseBytes, [.. Options.TrustedOrigins]),
        _ => throw new ArgumentOutOfRangeException(nameof(position)),
    };

    /// <summary>An invoker on handlers of its own; nothing is further out that could enter twice.</summary>
    public HttpMessageInvoker CreateInvoker()
    {
        HttpMessageHandler next = Options.Transport ?? Transport.Create(Options.TimeProvider);
        for (var position = HandlerCount - 1; position > 0; position--)
        {
            var handler = CreateHandler(position);
            handler.InnerHandler = next;
            next = handler;
        }

        return new HttpMessageInvoker(next, disposeHandler: Options.Transport is null);
    }

    /// <summary>Says what puts the credential on requests; known only when the pipeline can send, for getting a token is a request.</summary>
    public void Use(IAuthenticator authenticator) => _authenticator = authenticator;
}
