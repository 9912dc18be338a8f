using IdentitySdk.Core;
using IdentitySdk.OneLogin;

namespace IdentitySdk.Tests;

/// <summary>OneLogin's rate-limit headers.</summary>
public sealed class OneLoginRulesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [TestCase("1196", 1196)]
    [TestCase("0", 0)]
    [TestCase("2147483647", 31536000)]
    public void Reset_is_read_as_seconds_left(string reset, int expected)
    {
        using var response = CreateResponse(("X-RateLimit-Limit", "5000"), ("X-RateLimit-Remaining", "4913"), ("X-RateLimit-Reset", reset));
        Assert.That(OneLoginRules.Instance.ReadRateLimit(response.Headers, s_now), Is.EqualTo(new RateLimit(5000, 4913, s_now.AddSeconds(expected))));
    }

    [TestCase("5000", "0", "12", 13.0, Description = "whole seconds, rounded down")]
    [TestCase("5000", "0", "0", 1.0)]
    [TestCase("5000, 5000", "0, 0", "12, 14", 13.0, Description = "the smallest of several")]
    [TestCase("5000", "0", null, null)]
    [TestCase(null, null, null, null)]
    [TestCase("5000", "0", "soon", null)]
    public void Wait_after_a_rate_limit_lasts_until_the_reset(string? limit, string? remaining, string? reset, double? expected)
    {
        using var response = CreateResponse(("X-RateLimit-Limit", limit), ("X-RateLimit-Remaining", remaining), ("X-RateLimit-Reset", reset));
        Assert.That(OneLoginRules.Instance.ReadRetryAfter(response, new ApiError { IsRateLimited = true }, s_now)?.TotalSeconds, Is.EqualTo(expected));
    }

    [TestCase("10, 10", "7, 3", "20, 30")]
    [TestCase("10,10", "3", " 20 , 20")]
    public void Smallest_of_several_values_is_used(string limit, string remaining, string reset)
    {
        using var response = CreateResponse(("X-RateLimit-Limit", limit), ("X-RateLimit-Remaining", remaining), ("X-RateLimit-Reset", reset));
        Assert.That(OneLoginRules.Instance.ReadRateLimit(response.Headers, s_now), Is.EqualTo(new RateLimit(10, 3, s_now.AddSeconds(20))));
    }

    [Test]
    public void Rate_limit_window_is_an_hour() => Assert.That(OneLoginRules.Instance.RateLimitWindow, Is.EqualTo(TimeSpan.FromHours(1)));

    [Test]
    public void All_operations_share_one_bucket() =>
        Assert.That(OneLoginRules.Instance.RateLimitBucket("GET /a"), Is.EqualTo(OneLoginRules.Instance.RateLimitBucket("PUT /b")));

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
