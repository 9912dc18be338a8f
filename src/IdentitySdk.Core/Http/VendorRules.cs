using System.Net.Http.Headers;

namespace IdentitySdk.Core;

/// <summary>Rules of one vendor: everything in which vendors differ.</summary>
internal abstract class VendorRules
{
    /// <summary>The vendor's name in exceptions and telemetry.</summary>
    public abstract string Name { get; }

    /// <summary>The response header with the request id; null without one.</summary>
    public abstract string? RequestIdHeader { get; }

    /// <summary>Reads an error body of any kind.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="headers">The response's headers, where <c>WWW-Authenticate</c> may hold the reason; null for an error in the body of a success.</param>
    /// <param name="body">The body as text, bounded; it may be empty, HTML, or truncated.</param>
    /// <returns>The error, with what could be read.</returns>
    public abstract ApiError ReadError(int statusCode, HttpResponseHeaders? headers, string body);

    /// <summary>Whether the body of a success reports an error after all.</summary>
    /// <param name="body">The body; it may be empty, truncated, or no JSON.</param>
    public virtual bool IsErrorInSuccess(ReadOnlySpan<byte> body) => false;

    /// <summary>Reads the rate limit that a response reports.</summary>
    /// <param name="headers">The response's headers.</param>
    /// <param name="now">The time at which the response arrived, by the client's clock.</param>
    /// <returns>The rate limit; null when the response reports none.</returns>
    public virtual RateLimit? ReadRateLimit(HttpResponseHeaders headers, DateTimeOffset now) => null;

    /// <summary>Reads the wait that the vendor requests before a retry.</summary>
    /// <param name="response">The response.</param>
    /// <param name="error">The error in its body.</param>
    /// <param name="now">The time at which the response arrived, by the client's clock.</param>
    /// <returns>The wait, never negative; null when the server requests none.</returns>
    public virtual TimeSpan? ReadRetryAfter(HttpResponseMessage response, ApiError error, DateTimeOffset now) => RetryAfter.Read(response, now);

    /// <summary>Names the rate-limit bucket of an operation.</summary>
    /// <param name="operation">Verb and path template.</param>
    /// <returns>The bucket's name.</returns>
    public virtual string RateLimitBucket(string operation) => "account";

    /// <summary>The vendor's longest rate-limit window, beyond which no header locks a bucket; a minute when the vendor documents none.</summary>
    public virtual TimeSpan RateLimitWindow => TimeSpan.FromMinutes(1);

    /// <summary>Whether a host belongs to one account; if not, several accounts with budgets of their own share it.</summary>
    /// <param name="host">The host, without port.</param>
    public virtual bool IsHostOfOneAccount(string host) => true;

    /// <summary>The resolution of the reset header: how much earlier than the real end of a window it may be.</summary>
    public virtual TimeSpan RateLimitResolution => TimeSpan.Zero;

    /// <summary>
    /// The operations, as verb and path template, that are not safe to retry although their verb says so. Raw calls look here; generated operations know
    /// from their specification.
    /// </summary>
    public virtual IReadOnlyList<string> MisleadingOperations => [];

    /// <summary>Whether a body of the verb sends back members that only the server sets. Raw calls look here.</summary>
    /// <param name="method">The verb, in upper case.</param>
    public virtual bool SendsReadOnly(string method) => false;

    /// <summary>Reads a value that the vendor may wrap in an envelope.</summary>
    /// <param name="readValue">Reads the value.</param>
    /// <returns>Reads the body.</returns>
    public virtual ReadValue<T> Unwrap<T>(ReadValue<T> readValue)
        where T : class => readValue;

    /// <summary>Adds the headers that the vendor expects on a retry.</summary>
    /// <param name="message">The message of the retry.</param>
    /// <param name="firstRequestId">The vendor's request id of the first attempt; null without one.</param>
    /// <param name="retries">The number of this retry, from 1.</param>
    public virtual void MarkRetry(HttpRequestMessage message, string? firstRequestId, int retries)
    {
    }
}
