using System.Net.Http.Headers;

namespace IdentitySdk.Core;

/// <summary>What one vendor does its own way. Everything else is the same for all of them.</summary>
internal abstract class VendorRules
{
    /// <summary>The vendor's name in exceptions and telemetry.</summary>
    public abstract string Name { get; }

    /// <summary>The response header that names the request; null when there is none.</summary>
    public abstract string? RequestIdHeader { get; }

    /// <summary>Reads an error body, whatever it is.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="headers">The response's headers; a reason may be in <c>WWW-Authenticate</c>. Null for an error in the body of a success.</param>
    /// <param name="body">The body as text, bounded; it may be empty, HTML, or cut.</param>
    /// <returns>What was understood.</returns>
    public abstract ApiError ReadError(int statusCode, HttpResponseHeaders? headers, string body);

    /// <summary>Whether the body of a success reports an error after all.</summary>
    /// <param name="body">The body; it may be empty, cut, or no JSON.</param>
    public virtual bool IsErrorInSuccess(ReadOnlySpan<byte> body) => false;

    /// <summary>Reads the rate limit that a response reports.</summary>
    /// <param name="headers">The response's headers.</param>
    /// <param name="now">The time at which the response arrived, by the client's clock.</param>
    /// <returns>The rate limit; null when the response reports none.</returns>
    public virtual RateLimit? ReadRateLimit(HttpResponseHeaders headers, DateTimeOffset now) => null;

    /// <summary>Reads how long a refused call is to wait before it is retried.</summary>
    /// <param name="response">The response.</param>
    /// <param name="error">What its body says.</param>
    /// <param name="now">The time at which the response arrived, by the client's clock.</param>
    /// <returns>The wait, never negative; null when the server names none.</returns>
    public virtual TimeSpan? ReadRetryAfter(HttpResponseMessage response, ApiError error, DateTimeOffset now) => RetryAfter.Read(response, now);

    /// <summary>Names the bucket that a call's rate limit is counted in.</summary>
    /// <param name="operation">The call's verb and path template.</param>
    /// <returns>The bucket's name.</returns>
    public virtual string RateLimitBucket(string operation) => "account";

    /// <summary>The vendor's longest rate-limit window: no header may lock a bucket for longer. A minute where the vendor documents none.</summary>
    public virtual TimeSpan RateLimitWindow => TimeSpan.FromMinutes(1);

    /// <summary>By how much the vendor may round the end of a window down.</summary>
    public virtual TimeSpan RateLimitResolution => TimeSpan.Zero;

    /// <summary>Adds what the vendor wants to see on a retry.</summary>
    /// <param name="message">The request that is about to be sent again.</param>
    /// <param name="firstRequestId">The vendor's id of the first attempt; null when it sent none.</param>
    /// <param name="retries">Which retry this is, from 1.</param>
    public virtual void MarkRetry(HttpRequestMessage message, string? firstRequestId, int retries)
    {
    }
}
