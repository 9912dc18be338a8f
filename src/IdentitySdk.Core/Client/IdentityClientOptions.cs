using IdentitySdk.Core;
using Microsoft.Extensions.Logging;

namespace IdentitySdk;

/// <summary>Client options that all vendors share. They are copied when a client is created.</summary>
public abstract class IdentityClientOptions
{
    /// <summary>Base address of the vendor's API: https (loopback excepted), without user info, query or fragment. It may have a path prefix.</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>Retry settings: how often failed attempts are retried, and after which delay.</summary>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>Rate-limit settings: how much of the vendor's rate limit this client may use.</summary>
    public RateLimitOptions RateLimits { get; set; } = new();

    /// <summary>Paging settings: how lists are read.</summary>
    public PagingOptions Paging { get; set; } = new();

    /// <summary>Connection settings of the SDK's own transport: proxy, client certificate, further certificate authorities.</summary>
    public ConnectionOptions Connection { get; set; } = new();

    /// <summary>Time-out of one attempt, headers and body; 100 seconds by default.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Maximum size of a response body in bytes, after decompression; 64 MiB by default, 1 GiB at most.</summary>
    public int MaxResponseBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Maximum size of a request body in bytes; 16 MiB by default, 1 GiB at most. A larger body throws <see cref="ArgumentException"/> before
    /// anything is sent.
    /// </summary>
    public int MaxRequestBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// Origins (scheme, host and port) that may respond in place of <see cref="BaseAddress"/>, such as an egress gateway or a recording proxy; empty
    /// by default.
    /// </summary>
    /// <remarks>
    /// Requests still go to <see cref="BaseAddress"/>. A response from another origin is an <see cref="InvalidResponseException"/>, unless the origin
    /// is listed here and verb and path are unchanged.
    /// </remarks>
    public IList<Uri> TrustedOrigins { get; private set; } = [];

    /// <summary>
    /// Whether retry, time-out and resilience handlers that the host adds to all its HTTP clients also apply to this client; false by default.
    /// </summary>
    /// <remarks>
    /// They do not know which requests are safe to retry, and their time-outs end waits for a rate limit early. Only for clients on
    /// <c>IHttpClientFactory</c>.
    /// </remarks>
    public bool KeepInheritedHandlers { get; set; }

    /// <summary>Clock for all waits and expiries; the system's by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Receives log events; null (the default) logs nothing.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Cache for access tokens; in the memory of this client by default. Clients with the same cache share their tokens.</summary>
    public ITokenCache? TokenCache { get; set; }

    /// <summary>Time-out of one operation of <see cref="TokenCache"/>; 250 milliseconds by default. After it the cache is bypassed.</summary>
    public TimeSpan TokenCacheTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Handler that sends the requests; by default a handler of the client's own with pooled connections and without redirects or cookies. The caller
    /// disposes a handler that it sets.
    /// </summary>
    public HttpMessageHandler? Transport { get; set; }

    /// <summary>Name of the calling application for the <c>User-Agent</c> header, in front of the SDK's own, in printable ASCII; null by default.</summary>
    public string? ApplicationName { get; set; }

    internal IdentityClientOptions Copy()
    {
        var copy = (IdentityClientOptions)MemberwiseClone();
        copy.Retry = (Retry ?? throw new ArgumentException("Retry is missing.", nameof(Retry))).Copy();
        copy.RateLimits = (RateLimits ?? throw new ArgumentException("RateLimits is missing.", nameof(RateLimits))).Copy();
        copy.Paging = (Paging ?? throw new ArgumentException("Paging is missing.", nameof(Paging))).Copy();
        copy.Connection = (Connection ?? throw new ArgumentException("Connection is missing.", nameof(Connection))).Copy();
        copy.TrustedOrigins = new List<Uri>(TrustedOrigins);
        return copy;
    }

    /// <summary>Checks every option, before any I/O.</summary>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">An option is missing or out of range; the exception names it.</exception>
    internal Credential Validate()
    {
        ValidateBaseAddress(Core.BaseAddress.Validate(BaseAddress, nameof(BaseAddress)));
        Retry.Validate();
        RateLimits.Validate();
        if (!Connection.IsDefault)
        {
            Connection.Validate();
            if (Transport is not null)
            {
                throw new ArgumentException(
                    "Connection configures the SDK's own transport, but Transport is set: configure proxy and certificates there.", nameof(Connection));
            }
        }

        OptionRange.CheckTimeout(AttemptTimeout, nameof(AttemptTimeout));
        for (var index = 0; index < TrustedOrigins.Count; index++)
        {
            Core.BaseAddress.Validate(TrustedOrigins[index], nameof(TrustedOrigins));
        }

        OptionRange.Check(MaxRequestBytes is >= 1024 and <= 1024 * 1024 * 1024, nameof(MaxRequestBytes), "from 1 KiB to 1 GiB", MaxRequestBytes);
        OptionRange.Check(
            TokenCacheTimeout > TimeSpan.Zero && TokenCacheTimeout <= TimeSpan.FromMinutes(1),
            nameof(TokenCacheTimeout),
            "more than zero and at most a minute",
            TokenCacheTimeout);
        OptionRange.Check(MaxResponseBytes is >= 1024 and <= 1024 * 1024 * 1024, nameof(MaxResponseBytes), "from 1 KiB to 1 GiB", MaxResponseBytes);

        // .NET would fail each call as if the connection were lost, and the client would retry it.
        OptionRange.Check(ApplicationName is null || IsPrintable(ApplicationName), nameof(ApplicationName), "printable ASCII", ApplicationName);
        _ = TimeProvider ?? throw new ArgumentException("TimeProvider is missing.", nameof(TimeProvider));
        return GetCredential() ?? throw new ArgumentException("Credential is missing.", "Credential");
    }

    /// <summary>The credential of any vendor; null when it is not set.</summary>
    internal Credential? AnyCredential => GetCredential();

    /// <summary>Checks an operation before anything is sent.</summary>
    /// <param name="request">The operation.</param>
    /// <exception cref="ArgumentException">The operation has a value that the API of these options does not accept.</exception>
    internal virtual void Validate(ApiRequest request)
    {
    }

    private static bool IsPrintable(string text) => text.All(static character => character is >= ' ' and < (char)127);

    private protected abstract Credential? GetCredential();

    /// <summary>Rejects addresses that are known mistakes with this vendor.</summary>
    private protected virtual void ValidateBaseAddress(Uri address)
    {
    }
}
