using IdentitySdk.Core;
using Microsoft.Extensions.Logging;

namespace IdentitySdk;

/// <summary>What the clients of all vendors can be told. The values are copied when a client is built.</summary>
public abstract class IdentityClientOptions
{
    /// <summary>Where the vendor's API is: https (loopback excepted), without user info, query or fragment. A path in front of the API's own is kept.</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>What is repeated, how often and after how long.</summary>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>How much of the vendor's rate limit this client may use.</summary>
    public RateLimitOptions RateLimits { get; set; } = new();

    /// <summary>How lists are read.</summary>
    public PagingOptions Paging { get; set; } = new();

    /// <summary>How long one attempt may take, headers and body; 100 seconds by default.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>How many bytes of a response body are accepted after decompression; 64 MiB by default, 1 GiB at most.</summary>
    public int MaxResponseBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How many bytes a request body may have; 16 MiB by default, 1 GiB at most. A larger one is an <see cref="ArgumentException"/> before it is sent.</summary>
    public int MaxRequestBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Origins (scheme, host and port) that may answer in place of <see cref="BaseAddress"/>, such as an egress gateway or a recording proxy; none by default.</summary>
    /// <remarks>Requests still go to <see cref="BaseAddress"/>. A response from another origin is an <see cref="InvalidResponseException"/>, unless it is named here and verb and path are unchanged.</remarks>
    public IList<Uri> TrustedOrigins { get; private set; } = [];

    /// <summary>Whether retry, time-out and resilience handlers that the host adds to all its HTTP clients act on this client, too; false by default.</summary>
    /// <remarks>They know nothing of what may be sent twice, and their time-outs cut waits for a rate limit short. Only for clients on <c>IHttpClientFactory</c>.</remarks>
    public bool KeepInheritedHandlers { get; set; }

    /// <summary>The clock of everything that waits or expires; the system's by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where log events go; nowhere by default.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Where access tokens are kept; in the client's own memory by default. Clients that are given the same cache share their tokens.</summary>
    public ITokenCache? TokenCache { get; set; }

    /// <summary>How long a token refresh waits for one answer of <see cref="TokenCache"/>, 250 milliseconds by default; after that it does without.</summary>
    public TimeSpan TokenCacheTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>What sends the requests; a pooled, redirect-free, cookie-free handler of the client's own by default. The caller disposes its own.</summary>
    public HttpMessageHandler? Transport { get; set; }

    /// <summary>What the <c>User-Agent</c> header says of the calling application, in front of the SDK's own, in printable ASCII; null by default.</summary>
    public string? ApplicationName { get; set; }

    internal IdentityClientOptions Copy()
    {
        var copy = (IdentityClientOptions)MemberwiseClone();
        copy.Retry = (Retry ?? throw new ArgumentException("Retry is missing.", nameof(Retry))).Copy();
        copy.RateLimits = (RateLimits ?? throw new ArgumentException("RateLimits is missing.", nameof(RateLimits))).Copy();
        copy.Paging = (Paging ?? throw new ArgumentException("Paging is missing.", nameof(Paging))).Copy();
        copy.TrustedOrigins = [.. TrustedOrigins];
        return copy;
    }

    /// <summary>Checks every option, before any I/O.</summary>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">An option is missing or out of its range; the exception names it.</exception>
    internal Credential Validate()
    {
        ValidateBaseAddress(Core.BaseAddress.Validate(BaseAddress, nameof(BaseAddress)));
        Retry.Validate();
        RateLimits.Validate();
        Paging.Validate();
        OptionRange.CheckTimeout(AttemptTimeout, nameof(AttemptTimeout));
        foreach (var origin in TrustedOrigins)
        {
            Core.BaseAddress.Validate(origin, nameof(TrustedOrigins));
        }

        OptionRange.Check(MaxRequestBytes is >= 1024 and <= 1024 * 1024 * 1024, nameof(MaxRequestBytes), "from 1 KiB to 1 GiB", MaxRequestBytes);
        OptionRange.Check(
            TokenCacheTimeout > TimeSpan.Zero && TokenCacheTimeout <= TimeSpan.FromMinutes(1), nameof(TokenCacheTimeout), "more than zero and at most a minute", TokenCacheTimeout);
        OptionRange.Check(MaxResponseBytes is >= 1024 and <= 1024 * 1024 * 1024, nameof(MaxResponseBytes), "from 1 KiB to 1 GiB", MaxResponseBytes);

        // It would fail each call as a lost connection, and be repeated.
        OptionRange.Check(ApplicationName?.All(static character => character is >= ' ' and < (char)127) ?? true, nameof(ApplicationName), "printable ASCII", ApplicationName);
        _ = TimeProvider ?? throw new ArgumentException("TimeProvider is missing.", nameof(TimeProvider));
        return GetCredential() ?? throw new ArgumentException("Credential is missing.", "Credential");
    }

    private protected abstract Credential? GetCredential();

    /// <summary>Refuses addresses that are known to be mistakes with this vendor.</summary>
    private protected virtual void ValidateBaseAddress(Uri address)
    {
    }
}
