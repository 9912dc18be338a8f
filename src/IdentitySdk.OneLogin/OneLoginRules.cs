using System.Net.Http.Headers;
using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

/// <summary>The rules in which OneLogin differs from other vendors.</summary>
internal sealed class OneLoginRules : VendorRules
{
    public static readonly OneLoginRules Instance = new();

    public override string Name => "OneLogin";

    public override string RequestIdHeader => "X-Request-Id";

    public override ApiError ReadError(int statusCode, HttpResponseHeaders? headers, string body) => Errors.Read(statusCode, body);

    public override bool IsErrorInSuccess(ReadOnlySpan<byte> body) => ErrorInSuccess.IsIn(body);

    /// <summary>OneLogin reports the end of the window in seconds from now, not as an epoch.</summary>
    public override RateLimit? ReadRateLimit(HttpResponseHeaders headers, DateTimeOffset now) =>
        Number(headers, "X-RateLimit-Limit") is { } limit && Number(headers, "X-RateLimit-Remaining") is { } remaining && Number(headers, "X-RateLimit-Reset") is { } seconds
            ? new RateLimit(limit, remaining, now + RetryAfter.Bounded(TimeSpan.FromSeconds(seconds)))
            : null;

    /// <summary>The end of the window plus OneLogin's resolution: a retry one second early is rejected again.</summary>
    public override TimeSpan? ReadRetryAfter(HttpResponseMessage response, ApiError error, DateTimeOffset now) =>
        base.ReadRetryAfter(response, error, now)
        ?? (error.IsRateLimited && ReadRateLimit(response.Headers, now) is { } rateLimit && rateLimit.ResetsAt >= now
            ? rateLimit.ResetsAt - now + RateLimitResolution
            : null);

    /// <summary>OneLogin: 5,000 calls per hour and account ("Get Rate Limit" in its API reference).</summary>
    public override TimeSpan RateLimitWindow => TimeSpan.FromHours(1);

    /// <summary>OneLogin: an account has a subdomain of its own, and a host that all accounts of its region share (<c>api.us.onelogin.com</c>).</summary>
    public override bool IsHostOfOneAccount(string host) =>
        !(host.StartsWith("api.", StringComparison.OrdinalIgnoreCase) && host.EndsWith(".onelogin.com", StringComparison.OrdinalIgnoreCase));

    /// <summary>OneLogin reports whole seconds, rounded down.</summary>
    public override TimeSpan RateLimitResolution => TimeSpan.FromSeconds(1);

    /// <summary>OneLogin responds with 400 when the change has already been made.</summary>
    public override IReadOnlyList<string> MisleadingOperations =>
    [
        "PUT /api/1/users/{user_id}/add_roles", "PUT /api/1/users/{user_id}/remove_roles", "PUT /api/1/users/{user_id}/set_state",
    ];

    /// <summary>Further values in the array are an error: reading a list as one value would lose all but the first.</summary>
    public override ReadValue<T> Unwrap<T>(ReadValue<T> readValue) => Envelope.Read(readValue, isOnly: true);

    private static int? Number(HttpResponseHeaders headers, string name) => (int?)HeaderValue.Smallest(headers, name, int.MaxValue);
}
