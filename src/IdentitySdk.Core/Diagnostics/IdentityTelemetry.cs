namespace IdentitySdk;

/// <summary>The names of the SDK's activities, metrics and tags. docs/observability.md describes each of them.</summary>
/// <remarks>Tags that OpenTelemetry's HTTP conventions define, such as <c>http.request.method</c>, have the names that they have there.</remarks>
public static class IdentityTelemetry
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/>, for <c>AddSource</c>.</summary>
    public const string ActivitySourceName = "IdentitySdk";

    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/>, for <c>AddMeter</c>.</summary>
    public const string MeterName = "IdentitySdk";

    /// <summary>The category of log events.</summary>
    public const string LogCategory = "IdentitySdk";

    /// <summary>Histogram, seconds: duration of calls, with all their attempts and waits and the reading of the response.</summary>
    public const string OperationDuration = "identitysdk.client.operation.duration";

    /// <summary>Histogram, seconds: duration of attempts, until the response's body has been received. Its count is the number of requests sent.</summary>
    public const string AttemptDuration = "identitysdk.client.attempt.duration";

    /// <summary>Counter: attempts after the first.</summary>
    public const string Retries = "identitysdk.client.retries";

    /// <summary>Histogram, seconds: waits before retries.</summary>
    public const string RetryDelay = "identitysdk.client.retry.delay";

    /// <summary>Histogram, seconds: waits for a rate limit before a call was sent.</summary>
    public const string RateLimitWait = "identitysdk.client.rate_limit.wait";

    /// <summary>Gauge: calls left in the current window of a rate limit, as the vendor reported last.</summary>
    public const string RateLimitRemaining = "identitysdk.client.rate_limit.remaining";

    /// <summary>Counter: requests for access tokens, and calls of functions that get them.</summary>
    public const string TokenRequests = "identitysdk.client.token_requests";

    /// <summary>Counter: pages of lists.</summary>
    public const string Pages = "identitysdk.client.pages";

    /// <summary>Counter: members of responses that no property holds; they are in <c>AdditionalData</c>.</summary>
    public const string UnmappedMembers = "identitysdk.client.unmapped_members";

    /// <summary>Counter: members of responses with a JSON type that the vendor does not document.</summary>
    public const string UnexpectedMembers = "identitysdk.client.unexpected_members";

    /// <summary>Tag: the vendor, <c>OneLogin</c>, <c>Okta</c> or <c>Agilicus</c>.</summary>
    public const string VendorTag = "identitysdk.vendor";

    /// <summary>Tag: the bucket of a rate limit.</summary>
    public const string BucketTag = "identitysdk.rate_limit.bucket";

    /// <summary>Tag: the JSON member of <see cref="UnexpectedMembers"/>.</summary>
    public const string MemberTag = "identitysdk.member";
}
