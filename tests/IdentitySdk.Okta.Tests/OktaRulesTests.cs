using IdentitySdk.Core;
using IdentitySdk.Okta;

namespace IdentitySdk.Tests;

/// <summary>Okta's rate-limit headers.</summary>
public sealed class OktaRulesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly long s_epoch = s_now.ToUnixTimeSeconds();

    [Test]
    public void Rate_limit_window_is_a_minute() => Assert.That(OktaRules.Instance.RateLimitWindow, Is.EqualTo(TimeSpan.FromMinutes(1)));

    [TestCase(30, 0, 30, Description = "no skew")]
    [TestCase(630, 600, 30, Description = "server clock ten minutes ahead")]
    [TestCase(-570, -600, 30, Description = "server clock ten minutes behind")]
    [TestCase(-5, 0, 0, Description = "expired window")]
    public void Reset_is_read_against_the_responses_own_date(int reset, int date, int expected)
    {
        using var response = CreateResponse(
            ("X-Rate-Limit-Limit", "600"), ("X-Rate-Limit-Remaining", "0"), ("X-Rate-Limit-Reset", $"{s_epoch + reset}"), ("Date", s_now.AddSeconds(date).ToString("r")));
        Assert.That(OktaRules.Instance.ReadRateLimit(response.Headers, s_now), Is.EqualTo(new RateLimit(600, 0, s_now.AddSeconds(expected))));
    }

    [TestCase("600", "0", 30, 31.0, Description = "a second is added, as Okta's own SDKs do")]
    [TestCase("0", "0", 30, null, Description = "concurrency limit, whose reset is a guess")]
    [TestCase("600", "0", -5, null, Description = "a reset in the past")]
    [TestCase(null, null, null, null)]
    [TestCase("600", null, 30, null)]
    [TestCase("600", "0", null, null)]
    [TestCase("many", "0", 30, null)]
    public void Wait_after_a_429_lasts_until_the_reset(string? limit, string? remaining, int? reset, double? expected)
    {
        using var response = CreateResponse(
            ("X-Rate-Limit-Limit", limit), ("X-Rate-Limit-Remaining", remaining), ("X-Rate-Limit-Reset", reset is null ? null : $"{s_epoch + reset}"));
        Assert.That(OktaRules.Instance.ReadRetryAfter(response, new ApiError { IsRateLimited = true }, s_now)?.TotalSeconds, Is.EqualTo(expected));
    }

    [Test]
    public void Earliest_of_several_resets_is_used()
    {
        using var response = CreateResponse(
            ("X-Rate-Limit-Limit", "600"),
            ("X-Rate-Limit-Remaining", "0"),
            ("X-Rate-Limit-Reset", $"{s_epoch + 90}, {s_epoch + 20}"),
            ("X-Rate-Limit-Reset", $"{s_epoch + 40}"));
        Assert.That(OktaRules.Instance.ReadRateLimit(response.Headers, s_now)!.Value.ResetsAt, Is.EqualTo(s_now.AddSeconds(20)));
    }

    [Test]
    public void Retry_after_takes_precedence_over_the_reset()
    {
        using var response = CreateResponse(
            ("Retry-After", "3"), ("X-Rate-Limit-Limit", "600"), ("X-Rate-Limit-Remaining", "0"), ("X-Rate-Limit-Reset", $"{s_epoch + 90}"));
        Assert.That(OktaRules.Instance.ReadRetryAfter(response, new ApiError { IsRateLimited = true }, s_now), Is.EqualTo(TimeSpan.FromSeconds(3)));
    }

    [TestCase("253402300799", "253402300799")]
    [TestCase("99999999999999999999", "9223372036854775807")]
    [TestCase("-1", "-1")]
    public void Out_of_range_value_is_ignored_or_bounded(string reset, string limit)
    {
        using var response = CreateResponse(
            ("X-Rate-Limit-Limit", limit), ("X-Rate-Limit-Remaining", limit), ("X-Rate-Limit-Reset", reset), ("Date", "Thu, 01 Jan 1970 00:00:00 GMT"));
        Assert.That(OktaRules.Instance.ReadRateLimit(response.Headers, s_now) is null or { Limit: > 0, Remaining: > 0 }, Is.True);
    }

    [Test]
    public void Bucket_is_verb_and_path_template() =>
        Assert.That(OktaRules.Instance.RateLimitBucket("GET /api/v1/users/{userId}"), Is.EqualTo("GET /api/v1/users/{userId}"));

    private static HttpResponseMessage CreateResponse(params (string Name, string? Value)[] headers)
    {
        var response = new HttpResponseMessage();
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
