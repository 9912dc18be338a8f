using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Testing.Tests;

public sealed class RateLimitTests
{
    private static readonly DateTimeOffset s_start = new(2030, 1, 1, 12, 0, 20, TimeSpan.Zero);

    [Test]
    public async Task Okta_counts_per_path_and_verb_and_reports_the_reset_as_epoch()
    {
        var time = new FakeTimeProvider(s_start);
        await using var okta = await OktaEmulator.StartAsync(new() { RateLimit = 2, TimeProvider = time });
        using var client = OktaTestClient.Create(okta);

        var (first, _) = await client.SendJsonAsync("GET", "/api/v1/users?limit=1");
        await client.SendJsonAsync("GET", "/api/v1/users?limit=1");
        var (third, error) = await client.SendJsonAsync("GET", "/api/v1/users?limit=1");
        var (other, _) = await client.SendJsonAsync("GET", $"/api/v1/users/{okta.SeededUserIds.First()}");
        time.Advance(TimeSpan.FromSeconds(40));
        var (later, _) = await client.SendJsonAsync("GET", "/api/v1/users?limit=1");

        Assert.That(first.Header("X-Rate-Limit-Limit"), Is.EqualTo("2"));
        Assert.That(first.Header("X-Rate-Limit-Remaining"), Is.EqualTo("1"));
        Assert.That(first.Header("X-Rate-Limit-Reset"), Is.EqualTo(s_start.AddSeconds(40).ToUnixTimeSeconds().ToString()));
        Assert.That(first.Headers.Date, Is.EqualTo(s_start));
        Assert.That((int)third.StatusCode, Is.EqualTo(429));
        Assert.That((string?)error!["errorCode"], Is.EqualTo("E0000047"));
        Assert.That((int)other.StatusCode, Is.EqualTo(200));
        Assert.That((int)later.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task OneLogin_counts_per_account_and_reports_the_reset_in_seconds()
    {
        var time = new FakeTimeProvider(s_start);
        await using var onelogin = await OneLoginEmulator.StartAsync(new() { RateLimit = 2, TimeProvider = time });
        using var client = TestClient.Create(onelogin, $"bearer {onelogin.IssueAccessToken()}");

        await client.SendJsonAsync("GET", "/api/1/users");
        var (second, limits) = await client.SendJsonAsync("GET", "/auth/rate_limit");
        var (third, error) = await client.SendJsonAsync("GET", "/api/1/users");

        Assert.That(second.Header("x-ratelimit-reset"), Is.EqualTo("3580"));
        Assert.That((int)limits!["data"]!["X-RateLimit-Remaining"]!, Is.Zero);
        Assert.That((int)third.StatusCode, Is.EqualTo(400));
        Assert.That((string?)error!["status"]!["message"], Is.EqualTo("rate_limit_exceeded"));
    }

    [Test]
    public async Task Agilicus_has_no_limits()
    {
        await using var agilicus = await AgilicusEmulator.StartAsync(new() { RateLimit = 1 });
        using var client = TestClient.Create(agilicus, $"Bearer {agilicus.AccessToken}");

        await client.GetJsonAsync("/users?limit=1");
        await client.GetJsonAsync("/users?limit=1");
    }

    [Test]
    public async Task OneLogin_429_comes_from_the_edge()
    {
        await using var onelogin = await OneLoginEmulator.StartAsync();
        using var client = TestClient.Create(onelogin, $"bearer {onelogin.IssueAccessToken()}");
        onelogin.Faults.Next(Fault.Status(429));

        var (response, body) = await client.SendJsonAsync("GET", "/api/1/users");

        Assert.That((int)response.StatusCode, Is.EqualTo(429));
        Assert.That(body, Is.Null);
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/html"));
        Assert.That(response.Header("x-request-id"), Is.Empty);
    }
}
