using System.Net.Http.Headers;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Rules of a vendor for tests of Core.</summary>
internal sealed class TestVendorRules : VendorRules
{
    /// <summary>The rate-limit bucket of an operation; one for all by default.</summary>
    public Func<string, string> Buckets { get; set; } = _ => "account";

    /// <summary>The longest window of its rate limits.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How much earlier than the end of a window the reported reset may be.</summary>
    public TimeSpan Resolution { get; set; }

    /// <summary>Whether each host belongs to one account.</summary>
    public bool HasHostForEachAccount { get; set; } = true;

    public override string Name => "Test";

    public override bool IsHostOfOneAccount(string host) => HasHostForEachAccount;

    public override TimeSpan RateLimitWindow => Window;

    public override TimeSpan RateLimitResolution => Resolution;

    public override string RequestIdHeader => "X-Request-Id";

    public override ApiError ReadError(int statusCode, HttpResponseHeaders? headers, string body) => new()
    {
        Code = body.StartsWith("code ", StringComparison.Ordinal) ? body[5..] : null,
        Message = body,
        Causes = body.Length > 0 ? [body] : [],
        Status = body.StartsWith("status ", StringComparison.Ordinal) ? int.Parse(body[7..]) : null,
        IsRateLimited = statusCode == 429 || body == "limited",
        IsRefused = body == "code refused",
        IsPathUnknown = body == "code path",
        IsUndocumented = body == "foreign",
    };

    public override bool IsErrorInSuccess(ReadOnlySpan<byte> body) => body.StartsWith("status "u8) || body.StartsWith("limited"u8);

    public override RateLimit? ReadRateLimit(HttpResponseHeaders headers, DateTimeOffset now) =>
        headers.TryGetValues("X-Limit", out var values) && values.First().Split('/') is [var limit, var remaining, var seconds]
            ? new RateLimit(int.Parse(limit), int.Parse(remaining), now.AddSeconds(double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)))
            : null;

    public override string RateLimitBucket(string operation) => Buckets(operation);

    public override void MarkRetry(HttpRequestMessage message, string? firstRequestId, int retries)
    {
        message.Headers.Remove("X-Retry");
        message.Headers.Add("X-Retry", $"{retries}/{firstRequestId}");
    }
}

internal sealed class TestOptions : IdentityClientOptions
{
    public Credential? Credential { get; set; } = new TestCredential();

    private protected override Credential? GetCredential() => Credential;
}

internal sealed class TestCredential : Credential
{
    public TestCredential(string? account = null)
        : base(_ => new FixedAuthenticator("Bearer secret-token")) => Account = account;
}
