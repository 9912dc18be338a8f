using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IdentitySdk.Core;

/// <summary>The handlers every call of a client passes, and the state they share, however often the handlers are built anew.</summary>
public sealed class Pipeline
{
    private readonly RetryPolicy _retry;
    private IAuthenticator? _authenticator;

    internal Pipeline(VendorRules vendor, IdentityClientOptions options)
    {
        Vendor = vendor;
        Options = options;
        Logger = (ILogger?)options.LoggerFactory?.CreateLogger(Log.Category) ?? NullLogger.Instance;
        RateLimits = new RateLimits(vendor, options);
        _retry = new RetryPolicy(vendor, options.TimeProvider, Jitter.Next, Logger);
    }

    internal VendorRules Vendor { get; }

    internal IdentityClientOptions Options { get; }

    internal ILogger Logger { get; }

    internal RateLimits RateLimits { get; }

    /// <summary>How many handlers there are.</summary>
    internal const int HandlerCount = 5;

    /// <summary>A new handler of the chain, by its place in the order of the chain.</summary>
    /// <param name="position">The place; 0 is the outermost.</param>
    internal DelegatingHandler CreateHandler(int position) => position switch
    {
        0 => new DiagnosticsHandler(Vendor, Options.TimeProvider, Logger),
        1 => new PolicyHttpMessageHandler(_retry.For),
        2 => new RateLimitHandler(Vendor, Options.RateLimits, RateLimits, Options.TimeProvider),
        3 => new AuthenticationHandler(() => _authenticator!, Options.BaseAddress!),
        4 => new TransportHandler(Vendor, Options.TimeProvider, Options.MaxResponseBytes),
        _ => throw new ArgumentOutOfRangeException(nameof(position)),
    };

    /// <summary>A client on handlers of its own.</summary>
    internal HttpMessageInvoker CreateInvoker()
    {
        HttpMessageHandler next = Options.Transport ?? Transport.Create();
        for (var position = HandlerCount - 1; position >= 0; position--)
        {
            var handler = CreateHandler(position);
            handler.InnerHandler = next;
            next = handler;
        }

        return new HttpMessageInvoker(next, disposeHandler: Options.Transport is null);
    }

    internal void Use(IAuthenticator authenticator) => _authenticator = authenticator;
}
