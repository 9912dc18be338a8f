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
        _retry = new RetryPolicy(vendor, options.TimeProvider, Jitter.Next);
    }

    internal VendorRules Vendor { get; }

    internal IdentityClientOptions Options { get; }

    internal ILogger Logger { get; }

    internal RateLimits RateLimits { get; } = new();

    /// <summary>New handlers in their order, outermost first: diagnostics, retry, rate limit, authentication, transport.</summary>
    internal IReadOnlyList<DelegatingHandler> CreateHandlers() =>
    [
        new DiagnosticsHandler(Vendor, Options.TimeProvider, Logger),
        new PolicyHttpMessageHandler(_retry.For),
        new RateLimitHandler(Vendor, Options.RateLimits, RateLimits, Options.TimeProvider),
        new AuthenticationHandler(() => _authenticator!, Options.BaseAddress!),
        new TransportHandler(Vendor, Options.TimeProvider, Options.MaxResponseBytes),
    ];

    /// <summary>A client on handlers of its own.</summary>
    internal HttpMessageInvoker CreateInvoker()
    {
        HttpMessageHandler next = Options.Transport ?? Transport.Create();
        foreach (var handler in CreateHandlers().Reverse())
        {
            handler.InnerHandler = next;
            next = handler;
        }

        return new HttpMessageInvoker(next, disposeHandler: Options.Transport is null);
    }

    internal void Use(IAuthenticator authenticator) => _authenticator = authenticator;
}
