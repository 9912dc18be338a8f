using System.Net.Http.Headers;
using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

/// <summary>What OneLogin does its own way.</summary>
internal sealed class OneLoginRules : VendorRules
{
    public static readonly OneLoginRules Instance = new();

    public override string Name => "OneLogin";

    public override string RequestIdHeader => "X-Request-Id";

    public override ApiError ReadError(int statusCode, HttpResponseHeaders? headers, string body) => Errors.Read(statusCode, body);

    public override bool IsErrorInSuccess(ReadOnlySpan<byte> body) => ErrorInSuccess.IsIn(body);

    /// <summary>OneLogin tells the end of the window in seconds from now, not as an epoch.</summary>
    public override RateLimit? ReadRateLimit(HttpResponseHeaders headers, DateTimeOffset now) =>
        Number(headers, "X-RateLimit-Limit") is { } limit && Number(headers, "X-RateLimit-Remaining") is { } remaining && Number(headers, "X-RateLimit-Reset") is { } seconds
            ? new RateLimit(limit, remaining, now + RetryAfter.Bounded(TimeSpan.FromSeconds(seconds)))
            : null;

    /// <summary>The window's end plus what OneLogin rounds it down by: a second too early is refused again.</summary>
    public override TimeSpan? ReadRetryAfter(HttpResponseMessage response, ApiError error, DateTimeOffset now) =>
        base.ReadRetryAfter(response, error, now)
        ?? (error.IsRateLimited && ReadRateLimit(response.Headers, now) is { } rateLimit && rateLimit.ResetsAt >= now ? rateLimit.ResetsAt - now + RateLimitResolution : null);

    /// <summary>OneLogin: 5,000 calls an hour for each account ("Get Rate Limit" in its API reference).</summary>
    public override TimeSpan RateLimitWindow => TimeSpan.FromHours(1);

    /// <summary>OneLogin: an account is reached by its subdomain, or like all others by its region (<c>api.us.onelogin.com</c>).</summary>
    public override bool IsHostOfOneAccount(string host) =>
        !(host.StartsWith("api.", StringComparison.OrdinalIgnoreCase) && host.EndsWith(".onelogin.com", StringComparison.OrdinalIgnoreCase));

    /// <summary>OneLogin reports whole seconds, rounded down.</summary>
    public override TimeSpan RateLimitResolution => TimeSpan.FromSeconds(1);

    /// <summary>OneLogin refuses with 400 what is in place already.</summary>
    public override IReadOnlyList<string> MisleadingOperations { get; } =
    [
        "PUT /api/1/users/{user_id}/add_roles", "PUT /api/1/users/{user_id}/remove_roles", "PUT /api/1/users/{user_id}/set_state",
    ];

    /// <summary>A list read as one value would lose all but the first.</summary>
    public override ReadValue<T> Unwrap<T>(ReadValue<T> readValue) => Envelope.Read(readValue, isOnly: true);

    private static int? Number(HttpResponseHeaders headers, string name) => (int?)HeaderValue.Smallest(headers, name, int.MaxValue);
}
