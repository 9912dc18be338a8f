using System.Net.Http.Headers;
using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

/// <summary>What OneLogin does its own way.</summary>
internal sealed class OneLoginRules : VendorRules
{
    public static readonly OneLoginRules Instance = new();

    public override string Name => "OneLogin";

    /// <summary>OneLogin's version 1 responds with 400 to an attribute that it does not take.</summary>
    public override void Validate(ApiRequest request, IdentityClientOptions options)
    {
        if (request.Newer is { } newer && options is OneLoginClientOptions { Api: OneLoginApi.V1 })
        {
            var instead = newer.Instead.Length == 0 ? "" : $" On version 1, {newer.Instead}.";
            throw new ArgumentException(
                $"{newer.Name} is not part of version 1 of OneLogin's API.{instead} Set OneLoginClientOptions.Api to Newer if the account takes it.", newer.Argument);
        }
    }

    public override string RequestIdHeader => "X-Request-Id";

    public override ApiError ReadError(int statusCode, HttpResponseHeaders? headers, string body) => Errors.Read(statusCode, body);

    public override bool IsErrorInSuccess(ReadOnlySpan<byte> body) => Envelope.IsError(body);

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

    /// <summary>OneLogin reports whole seconds, rounded down.</summary>
    public override TimeSpan RateLimitResolution => TimeSpan.FromSeconds(1);

    private static int? Number(HttpResponseHeaders headers, string name) => (int?)HeaderValue.Smallest(headers, name, int.MaxValue);
}
