using System.Globalization;
using System.Net.Http.Headers;
using IdentitySdk.Core;

namespace IdentitySdk.Okta;

/// <summary>The rules in which Okta differs from other vendors.</summary>
internal sealed class OktaRules : VendorRules
{
    public static readonly OktaRules Instance = new();

    /// <summary>The last second that <see cref="DateTimeOffset"/> can represent.</summary>
    private const long LastEpoch = 253402300799;

    public override string Name => "Okta";

    public override string RequestIdHeader => "X-Okta-Request-Id";

    public override ApiError ReadError(int statusCode, HttpResponseHeaders? headers, string body) => Errors.Read(statusCode, headers, body);

    public override bool IsErrorInSuccess(ReadOnlySpan<byte> body) => Errors.IsIn(body);

    /// <summary>Okta reports the end of a window as epoch seconds by its own clock, which the response's <c>Date</c> shows.</summary>
    public override RateLimit? ReadRateLimit(HttpResponseHeaders headers, DateTimeOffset now) =>
        Number(headers, "X-Rate-Limit-Limit") is { } limit && Number(headers, "X-Rate-Limit-Remaining") is { } remaining && Number(headers, "X-Rate-Limit-Reset") is { } reset
            ? new RateLimit(Clamp(limit), Clamp(remaining), now + RetryAfter.Bounded(DateTimeOffset.FromUnixTimeSeconds(reset) - (HeaderValue.Date(headers) ?? now)))
            : null;

    /// <summary>
    /// The end of the window plus a second, as Okta's own SDKs wait. A limit of 0 is the concurrency limit, whose reset is a guess: the client's own
    /// backoff is better.
    /// </summary>
    public override TimeSpan? ReadRetryAfter(HttpResponseMessage response, ApiError error, DateTimeOffset now) =>
        base.ReadRetryAfter(response, error, now)
        ?? (error.IsRateLimited && ReadRateLimit(response.Headers, now) is { Limit: > 0 } rateLimit && rateLimit.ResetsAt > now
            ? rateLimit.ResetsAt - now + RateLimitResolution
            : null);

    /// <summary>Okta counts by verb and path pattern.</summary>
    public override string RateLimitBucket(string operation) => operation;

    /// <summary>Okta: limits of the management API are per minute ("Rate limits" in its reference).</summary>
    public override TimeSpan RateLimitWindow => TimeSpan.FromMinutes(1);

    /// <summary>Okta reports a whole second, and its own SDKs wait one more.</summary>
    public override TimeSpan RateLimitResolution => TimeSpan.FromSeconds(1);

    /// <summary>Okta: the first call deactivates the user, the second call deletes it permanently.</summary>
    public override IReadOnlyList<string> MisleadingOperations => ["DELETE /api/v1/users/{userId}"];

    public override void MarkRetry(HttpRequestMessage message, string? firstRequestId, int retries)
    {
        message.Headers.Remove("X-Okta-Retry-Count");
        message.Headers.Add("X-Okta-Retry-Count", retries.ToString(CultureInfo.InvariantCulture));
        if (firstRequestId is not null)
        {
            message.Headers.Remove("X-Okta-Retry-For");
            message.Headers.TryAddWithoutValidation("X-Okta-Retry-For", firstRequestId);
        }
    }

    private static int Clamp(long number) => (int)Math.Min(number, int.MaxValue);

    /// <summary>The smallest value: Okta sometimes sends several.</summary>
    private static long? Number(HttpResponseHeaders headers, string name) => HeaderValue.Smallest(headers, name, LastEpoch);
}
