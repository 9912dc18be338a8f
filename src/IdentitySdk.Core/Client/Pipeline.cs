using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IdentitySdk.Core;

/// <summary>Creates the handlers of a client, outermost first. All handlers of one pipeline share its state.</summary>
internal sealed class Pipeline
{
    /// <summary>The number of handlers.</summary>
    public const int HandlerCount = 5;

    private readonly RetryPolicy _retry;
    private volatile IAuthenticator? _authenticator;

    public Pipeline(VendorRules vendor, IdentityClientOptions options)
    {
        Vendor = vendor;
        Options = options;
        Logger = options.LoggerFactory?.CreateLogger(Log.Category) is { } logger ? new SafeLogger(logger) : NullLogger.Instance;
        RateLimits = new RateLimits(options.RateLimits, vendor, options.BaseAddress!.Authority, options.TimeProvider, Logger);
        _retry = new RetryPolicy(vendor, options.Retry, options.TimeProvider, Jitter.Next, Logger);
    }

    public VendorRules Vendor { get; }

    public IdentityClientOptions Options { get; }

    public ILogger Logger { get; }

    public RateLimits RateLimits { get; }

    /// <summary>The credential's authenticator. It is set once the pipeline can send, because getting a token is a request.</summary>
    public IAuthenticator Authenticator
    {
        get => _authenticator!;
        set => _authenticator = value;
    }

    /// <summary>Creates the handler at a position of the chain; 0 is the outermost.</summary>
    public DelegatingHandler CreateHandler(int position) => position switch
    {
        0 => new SingleEntryHandler(Vendor, Options.TrustedOrigins),
        1 => new RetryHandler(_retry),
        2 => new RateLimitHandler(Vendor, Options.RateLimits, RateLimits, Options.TimeProvider, Logger),
        3 => new AuthenticationHandler(() => Authenticator, Options.BaseAddress!, Options.TrustedOrigins),
        4 => new TransportHandler(Vendor, Options.TimeProvider, Options.MaxResponseBytes, Options.TrustedOrigins),
        _ => throw new ArgumentOutOfRangeException(nameof(position)),
    };

    /// <summary>Creates an invoker with handlers of its own, without <see cref="SingleEntryHandler"/>: no outer handler can send an operation twice.</summary>
    public HttpMessageInvoker CreateInvoker()
    {
        HttpMessageHandler next = Options.Transport ?? Transport.Create(Options.TimeProvider, Options.Connection);
        for (var position = HandlerCount - 1; position > 0; position--)
        {
            var handler = CreateHandler(position);
            handler.InnerHandler = next;
            next = handler;
        }

        return new HttpMessageInvoker(next, disposeHandler: Options.Transport is null);
    }
}
