using System.Net.Http.Headers;

namespace IdentitySdk.Core;

/// <summary>Rules of one vendor, for everything in which vendors differ.</summary>
internal abstract class VendorRules
{
    /// <summary>The vendor's name in exceptions and telemetry.</summary>
    public abstract string Name { get; }

    /// <summary>The response header with the request id; null without one.</summary>
    public abstract string? RequestIdHeader { get; }

    /// <summary>Reads an error body of any kind.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="headers">The response's headers, where <c>WWW-Authenticate</c> may hold the reason; null for an error in the body of a success.</param>
    /// <param name="body">The beginning of the body as text; it may be empty or HTML.</param>
    public abstract ApiError ReadError(int statusCode, HttpResponseHeaders? headers, string body);

    /// <summary>Whether the body of a response with a success status reports an error.</summary>
    /// <param name="body">The body; it may be empty, truncated, or not JSON.</param>
    public virtual bool IsErrorInSuccess(ReadOnlySpan<byte> body) => false;

    /// <summary>Reads the rate limit that a response reports.</summary>
    /// <param name="headers">The response's headers.</param>
    /// <param name="now">The time at which the response was received, by the client's clock.</param>
    /// <returns>The rate limit; null when the response reports none.</returns>
    public virtual RateLimit? ReadRateLimit(HttpResponseHeaders headers, DateTimeOffset now) => null;

    /// <summary>Reads the wait that the vendor requests before a retry.</summary>
    /// <param name="response">The response.</param>
    /// <param name="error">The error in its body.</param>
    /// <param name="now">The time at which the response was received, by the client's clock.</param>
    /// <returns>The wait, never negative; null when the server requests none.</returns>
    public virtual TimeSpan? ReadRetryAfter(HttpResponseMessage response, ApiError error, DateTimeOffset now) => RetryAfter.Read(response, now);

    /// <summary>Gets the name of an operation's rate-limit bucket.</summary>
    /// <param name="operation">Verb and path template.</param>
    public virtual string RateLimitBucket(string operation) => "account";

    /// <summary>The vendor's longest rate-limit window: no header locks a bucket for longer. One minute when the vendor documents none.</summary>
    public virtual TimeSpan RateLimitWindow => TimeSpan.FromMinutes(1);

    /// <summary>Whether a host belongs to one account; if not, accounts with separate budgets share it.</summary>
    /// <param name="host">The host, without port.</param>
    public virtual bool IsHostOfOneAccount(string host) => true;

    /// <summary>The resolution of the reset header: the window may end this much later than reported.</summary>
    public virtual TimeSpan RateLimitResolution => TimeSpan.Zero;

    /// <summary>
    /// The operations, as verb and path template, that are not safe to retry although their verb is. Raw calls use this list; generated operations use their
    /// specification.
    /// </summary>
    public virtual IReadOnlyList<string> MisleadingOperations => [];

    /// <summary>Whether raw calls with a verb send back members that only the server sets.</summary>
    /// <param name="method">The verb, in upper case.</param>
    public virtual bool SendsReadOnly(string method) => false;

    /// <summary>Returns a reader for bodies in which the vendor may wrap the value in an envelope.</summary>
    /// <param name="readValue">Reads the value.</param>
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
