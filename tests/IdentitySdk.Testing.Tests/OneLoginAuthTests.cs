using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Testing.Tests;

public sealed class OneLoginAuthTests
{
    [TestCase("client_id:{0}, client_secret:{1}")]
    [TestCase("client_id:{0},client_secret:{1}")]
    [TestCase("client_id: {0}, client_secret: {1}")]
    [TestCase("Basic")]
    [TestCase("form")]
    public async Task Token_request_in_every_documented_style_succeeds(string style)
    {
        await using var onelogin = await OneLoginEmulator.StartAsync();

        var (status, token) = await RequestAsync(onelogin, style, onelogin.ClientSecret);

        Assert.That(status, Is.EqualTo(200), token.ToJsonString());
        Assert.That((string?)token["token_type"], Is.EqualTo("bearer"));
        Assert.That((int)token["expires_in"]!, Is.EqualTo(36000));
        using var client = TestClient.Create(onelogin, $"bearer:{token["access_token"]}");
        await client.GetJsonAsync("/api/1/users");
    }

    [Test]
    public async Task Same_token_is_returned_until_it_expires()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var onelogin = await OneLoginEmulator.StartAsync(new() { TimeProvider = time });
        var (_, first) = await RequestAsync(onelogin, "Basic", onelogin.ClientSecret);
        time.Advance(TimeSpan.FromHours(9));
        var (_, second) = await RequestAsync(onelogin, "Basic", onelogin.ClientSecret);
        time.Advance(TimeSpan.FromHours(1));
        var (_, third) = await RequestAsync(onelogin, "Basic", onelogin.ClientSecret);

        Assert.That(second.ToJsonString(), Is.EqualTo(first.ToJsonString()), "including created_at, nine hours ago");
        Assert.That((string?)third["access_token"], Is.Not.EqualTo((string?)first["access_token"]));
    }

    [Test]
    public async Task Wrong_secret_wrong_token_and_missing_header_have_different_errors()
    {
        await using var onelogin = await OneLoginEmulator.StartAsync();
        using var missing = TestClient.Create(onelogin);
        using var wrong = TestClient.Create(onelogin, "bearer nonsense");

        var (tokenStatus, tokenError) = await RequestAsync(onelogin, "Basic", "wrong");
        var (missingResponse, missingError) = await missing.SendJsonAsync("GET", "/api/1/users");
        var (wrongResponse, wrongError) = await wrong.SendJsonAsync("GET", "/api/1/users");

        Assert.That((tokenStatus, (string?)tokenError["status"]!["message"]), Is.EqualTo((401, "Authentication Failure")));
        Assert.That((int)missingResponse.StatusCode, Is.EqualTo(400));
        Assert.That((string?)missingError!["status"]!["message"], Is.EqualTo("Authorization Information is incorrect"));
        Assert.That(((int)wrongResponse.StatusCode, (string?)wrongError!["status"]!["type"]), Is.EqualTo((401, "Unauthorized")));
        Assert.That(wrongResponse.Header("x-ratelimit-limit"), Is.Empty);
    }

    [Test]
    public async Task Revoked_token_is_rejected_and_a_new_one_is_issued()
    {
        await using var onelogin = await OneLoginEmulator.StartAsync();
        var (_, token) = await RequestAsync(onelogin, "Basic", onelogin.ClientSecret);
        using var client = TestClient.Create(onelogin, $"bearer {token["access_token"]}");
        using var owner = TestClient.Create(onelogin, $"client_id:{onelogin.ClientId}, client_secret:{onelogin.ClientSecret}");

        var (revoked, _) = await owner.SendJsonAsync("POST", "/auth/oauth2/revoke", new { access_token = (string?)token["access_token"] });
        var (response, _) = await client.SendJsonAsync("GET", "/api/1/users");

        Assert.That((int)revoked.StatusCode, Is.EqualTo(200));
        Assert.That((int)response.StatusCode, Is.EqualTo(401));
        Assert.That(onelogin.IssueAccessToken(), Is.Not.EqualTo((string?)token["access_token"]));
    }

    [TestCase("GET", "/auth/oauth2/v2/token")]
    [TestCase("GET", "/api/1/nothing")]
    public async Task Unknown_route_or_verb_is_not_found(string method, string path)
    {
        await using var onelogin = await OneLoginEmulator.StartAsync();
        using var client = TestClient.Create(onelogin);

        var (response, body) = await client.SendJsonAsync(method, path);

        Assert.That((int)response.StatusCode, Is.EqualTo(404));
        Assert.That((string?)body!["status"]!["message"], Is.EqualTo("No Route Exists"));
    }

    private static async Task<(int Status, JsonNode Body)> RequestAsync(OneLoginEmulator onelogin, string style, string secret)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(onelogin.BaseAddress, "/auth/oauth2/v2/token"));
        if (style == "form")
        {
            request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials", ["client_id"] = onelogin.ClientId, ["client_secret"] = secret,
            });
        }
        else
        {
            request.Headers.TryAddWithoutValidation("Authorization", style == "Basic"
                ? $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{onelogin.ClientId}:{secret}"))}"
                : string.Format(style, onelogin.ClientId, secret));
            request.Content = new StringContent("""{"grant_type":"client_credentials"}""", new MediaTypeHeaderValue("application/json"));
        }

        using var response = await client.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
