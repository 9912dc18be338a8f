using System.Globalization;
using System.Net.Http.Headers;
using IdentitySdk.Core;

namespace IdentitySdk.Okta;

/// <summary>What Okta does its own way.</summary>
internal sealed class OktaRules : VendorRules
{
    public static readonly OktaRules Instance = new();

    /// <summary>The last second that a date can hold.</summary>
    private const long LastEpoch = 253402300799;

    public override string Name => "Okta";

    public override string RequestIdHeader => "X-Okta-Request-Id";

    public override ApiError ReadError(int statusCode, HttpResponseHeaders? headers, string body) => Errors.Read(statusCode, headers, body);

    public override bool IsErrorInSuccess(ReadOnlySpan<byte> body) => Errors.IsIn(body);

    /// <summary>Okta tells the end of a window as an epoch in seconds, by its own clock; the response's <c>Date</c> is that clock.</summary>
    public override RateLimit? ReadRateLimit(HttpResponseHeaders headers, DateTimeOffset now) =>
        Number(headers, "X-Rate-Limit-Limit") is { } limit && Number(headers, "X-Rate-Limit-Remaining") is { } remaining && Number(headers, "X-Rate-Limit-Reset") is { } reset
            ? new RateLimit(Whole(limit), Whole(remaining), now + RetryAfter.Bounded(DateTimeOffset.FromUnixTimeSeconds(reset) - (HeaderValue.Date(headers) ?? now)))
            : null;

    /// <summary>
    /// The window's end plus a second, as Okta's own SDKs wait; a limit of 0 is the concurrency limit, whose reset is a guess, so the client's
    /// own short wait serves better.
    /// </summary>
    public override TimeSpan? ReadRetryAfter(HttpResponseMessage response, ApiError error, DateTimeOffset now)
    {
        if (base.ReadRetryAfter(response, error, now) is { } asked)
        {
            return asked;
        }

        return error.IsRateLimited && ReadRateLimit(response.Headers, now) is { Limit: > 0 } rateLimit && rateLimit.ResetsAt > now
            ? rateLimit.ResetsAt - now + TimeSpan.FromSeconds(1)
            : null;
    }

    /// <summary>Okta counts by verb and path pattern.</summary>
    public override string RateLimitBucket(string operation) => operation;

    /// <summary>Okta: limits of its management API are counted by the minute ("Rate limits" in its reference).</summary>
    public override TimeSpan RateLimitWindow => TimeSpan.FromMinutes(1);

    /// <summary>Okta reports a whole second, and its own SDKs wait one more.</summary>
    public override TimeSpan RateLimitResolution => TimeSpan.FromSeconds(1);

    /// <summary>Okta: the first call deactivates the user, the second deletes it for good.</summary>
    public override IReadOnlyList<string> MisleadingOperations { get; } = ["DELETE /api/v1/users/{userId}"];

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

    private static int Whole(long number) => (int)Math.Min(number, int.MaxValue);

    /// <summary>The smallest of the values: Okta has been seen to send several.</summary>
    private static long? Number(HttpResponseHeaders headers, string name) => HeaderValue.Smallest(headers, name, LastEpoch);
}
