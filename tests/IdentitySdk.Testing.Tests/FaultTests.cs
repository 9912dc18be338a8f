using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Testing.Tests;

public sealed class FaultTests
{
    private OktaEmulator _okta;
    private HttpClient _client;

    [SetUp]
    public async Task StartAsync()
    {
        _okta = await OktaEmulator.StartAsync(new() { UserCount = 450 });
        _client = OktaTestClient.Create(_okta);
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _okta.DisposeAsync();
    }

    [TestCase(429, "E0000047")]
    [TestCase(500, "E0000009")]
    [TestCase(503, "E0000010")]
    public async Task Status_fault_sends_the_vendors_error_once(int status, string code)
    {
        _okta.Faults.Next(Fault.Status(status));

        var (response, body) = await _client.SendJsonAsync("GET", "/api/v1/users");

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That((string?)body!["errorCode"], Is.EqualTo(code));
        Assert.That(response.Header("X-Okta-Request-Id"), Is.Not.Empty);
        await _client.GetJsonAsync("/api/v1/users");
        Assert.That(_okta.Faults.Pending, Is.Zero);
    }

    [Test]
    public async Task Rate_limited_fault_reports_0_remaining_and_headers_can_be_replaced()
    {
        _okta.Faults.Next(Fault.RateLimited);
        _okta.Faults.Next(Fault.RateLimited.WithHeader("X-Rate-Limit-Limit", "0"));

        var (first, _) = await _client.SendJsonAsync("GET", "/api/v1/users");
        var (second, _) = await _client.SendJsonAsync("GET", "/api/v1/users");

        Assert.That(first.Header("X-Rate-Limit-Remaining"), Is.EqualTo("0"));
        Assert.That(first.Header("X-Rate-Limit-Limit"), Is.Not.EqualTo("0"));
        Assert.That(second.Header("X-Rate-Limit-Limit"), Is.EqualTo("0"));
    }

    [Test]
    public async Task Html_and_empty_responses_have_no_vendor_headers()
    {
        _okta.Faults.Next(Fault.Html());
        _okta.Faults.Next(Fault.EmptyBody());

        using var html = await _client.GetAsync("/api/v1/users");
        using var empty = await _client.GetAsync("/api/v1/users");

        Assert.That(html.StatusCode, Is.EqualTo(HttpStatusCode.BadGateway));
        Assert.That(html.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/html"));
        Assert.That(html.Header("X-Okta-Request-Id"), Is.Empty);
        Assert.That(empty.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await empty.Content.ReadAsStringAsync(), Is.Empty);
    }

    [TestCase(ResetPoint.BeforeResponse)]
    [TestCase(ResetPoint.InHeaders)]
    public async Task Reset_before_the_headers_are_complete_fails_the_request(ResetPoint point)
    {
        _okta.Faults.When(_ => true, Fault.Reset(point));

        await Assert.ThrowsAsync<HttpRequestException>(() => _client.GetAsync("/api/v1/users"));
    }

    [Test]
    public async Task Reset_in_the_body_fails_only_reading()
    {
        _okta.Faults.Next(Fault.Reset(ResetPoint.InBody));

        using var response = await _client.GetAsync("/api/v1/users", HttpCompletionOption.ResponseHeadersRead);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task Truncated_body_fails_reading_after_the_change_was_made()
    {
        var path = $"/api/v1/users/{_okta.SeededUserIds.First()}";
        _okta.Faults.Next(Fault.TruncatedBody);

        await Assert.ThrowsAsync<HttpRequestException>(() => _client.SendJsonAsync("POST", path, """{"profile":{"title":"Changed"}}"""));

        Assert.That((string?)(await _client.GetJsonAsync(path))["profile"]!["title"], Is.EqualTo("Changed"));
    }

    [Test]
    public async Task Delay_follows_the_emulators_clock()
    {
        var time = new FakeTimeProvider();
        await using var slow = await OktaEmulator.StartAsync(new() { TimeProvider = time });
        using var caller = OktaTestClient.Create(slow);
        slow.Faults.Next(Fault.Delay(TimeSpan.FromHours(1)));

        var pending = caller.GetAsync("/api/v1/users?limit=1");
        while (!pending.IsCompleted)
        {
            // The server may not be waiting yet, so the clock advances until it responds.
            time.Advance(TimeSpan.FromMinutes(30));
            await Task.Yield();
        }

        Assert.That((await pending).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Expire_token_revokes_access_tokens_but_not_the_api_token()
    {
        using var bearer = TestClient.Create(_okta, $"Bearer {_okta.IssueAccessToken()}");
        _okta.Faults.Next(Fault.ExpireToken);

        var (first, _) = await bearer.SendJsonAsync("GET", "/api/v1/users");
        var (second, _) = await bearer.SendJsonAsync("GET", "/api/v1/users");

        Assert.That(new[] { first.StatusCode, second.StatusCode }, Is.All.EqualTo(HttpStatusCode.Unauthorized));
        await _client.GetJsonAsync("/api/v1/users");
    }

    [Test]
    public async Task Error_rate_with_the_same_seed_fails_the_same_requests()
    {
        var runs = new List<List<int>>();
        for (var run = 0; run < 2; run++)
        {
            await using var flaky = await OktaEmulator.StartAsync(new() { ErrorRate = 0.3, ErrorSeed = 7 });
            using var caller = OktaTestClient.Create(flaky);
            List<int> statuses = [];
            for (var i = 0; i < 60; i++)
            {
                statuses.Add(await StatusAsync(caller));
            }

            runs.Add(statuses);
        }

        Assert.That(runs[1], Is.EqualTo(runs[0]));
        Assert.That(runs[0].Count(status => status != 200), Is.InRange(8, 30));
    }

    [Test]
    public async Task Rule_applies_to_matching_requests_until_cleared()
    {
        _okta.Faults.When(request => request.Method == "POST", Fault.Status(500));

        await _client.GetJsonAsync("/api/v1/users?limit=1");
        var (response, _) = await _client.SendJsonAsync("POST", "/api/v1/users", "{}");
        _okta.Faults.Clear();
        var (after, _) = await _client.SendJsonAsync("POST", "/api/v1/users", "{}");

        Assert.That(new[] { (int)response.StatusCode, (int)after.StatusCode }, Is.EqualTo(new[] { 500, 400 }));
    }

    private static async Task<int> StatusAsync(HttpClient client)
    {
        try
        {
            using var response = await client.GetAsync("/api/v1/users?limit=1");
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }
}
