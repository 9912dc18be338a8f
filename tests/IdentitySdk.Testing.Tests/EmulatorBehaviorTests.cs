using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace IdentitySdk.Testing.Tests;

/// <summary>Behavior of the emulators that does not depend on the vendor: faults, limits, options.</summary>
public sealed class EmulatorBehaviorTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task Lost_response_was_processed(bool inProcess)
    {
        await using var oneLogin = await OneLoginEmulator.StartAsync(new() { UserCount = 0 });
        using var client = TestClient.Create(oneLogin, $"bearer {oneLogin.IssueAccessToken()}", inProcess ? oneLogin.CreateHandler() : null);
        oneLogin.Faults.Next(Fault.LostResponse);

        var create = () => client.SendJsonAsync("POST", "/api/1/users", """{"firstname":"A","lastname":"B","email":"c@example.com","username":"c"}""");

        Assert.That(async () => await create(), Throws.InstanceOf<HttpRequestException>().With.Property("HttpRequestError")
            .Not.EqualTo(HttpRequestError.ConnectionError));
        Assert.That(oneLogin.Users.Ids, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Faults_affect_only_their_requests()
    {
        await using var okta = OktaEmulator.Create(new() { UserCount = 2 });
        using var client = TestClient.CreateInProcess(okta, $"SSWS {okta.ApiToken}");
        okta.Faults.On("Users_Get", Fault.GatewayNotFound, from: 2, times: 1);
        okta.Faults.Every(4, Fault.SignInPage);
        List<string> seen = [];
        foreach (var path in new[] { "/api/v1/users/me", "/api/v1/users/me", "/api/v1/users/me", "/api/v1/users", "/api/v1/users" })
        {
            var (response, body) = await client.SendJsonAsync("GET", path);
            var type = response.Content.Headers.ContentType?.MediaType;
            seen.Add($"{(int)response.StatusCode} {type} {body is JsonObject error && error.ContainsKey("message")}");
        }

        Assert.That(seen, Is.EqualTo(new[]
        {
            "200 application/json False", "404 application/json True", "200 application/json False", "200 application/json False", "200 text/html False",
        }));
    }

    [TestCase("Okta", "errorCode")]
    [TestCase("OneLogin", "status")]
    [TestCase("Agilicus", "error_message")]
    public async Task Body_over_the_limit_is_413_in_the_vendors_shape(string vendor, string member)
    {
        await using var emulator = Create(vendor, out var authorization, out var path);
        using var client = TestClient.CreateInProcess(emulator, authorization);

        var (response, body) = await client.SendJsonAsync("POST", path, $"{{\"a\":\"{new string('x', 3000)}\"}}");

        Assert.That((int)response.StatusCode, Is.EqualTo(413));
        Assert.That(body!.AsObject().ContainsKey(member), body.ToJsonString());
    }

    [Test]
    public async Task Body_over_the_limit_is_413_over_a_connection_too()
    {
        await using var okta = await OktaEmulator.StartAsync(new() { UserCount = 1, MaxBodySize = 2048 });
        using var client = OktaTestClient.Create(okta);

        var (response, body) = await client.SendJsonAsync("POST", "/api/v1/users", $"{{\"a\":\"{new string('x', 5_000_000)}\"}}");
        var (next, _) = await client.SendJsonAsync("GET", "/api/v1/users/me");

        Assert.That(((int)response.StatusCode, (int)next.StatusCode), Is.EqualTo((413, 200)));
        Assert.That(body!["errorCode"], Is.Not.Null);
        Assert.That(okta.Requests[0].Body, Is.Empty);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Slow_body_arrives_completely(bool inProcess)
    {
        await using var okta = await OktaEmulator.StartAsync(new() { UserCount = 3 });
        using var client = TestClient.Create(okta, $"SSWS {okta.ApiToken}", inProcess ? okta.CreateHandler() : null);
        okta.Faults.Next(Fault.Slow(TimeSpan.FromMilliseconds(1)));

        Assert.That((await client.GetJsonAsync("/api/v1/users")).AsArray(), Has.Count.EqualTo(3));
    }

    [TestCase("Okta")]
    [TestCase("OneLogin")]
    [TestCase("Agilicus")]
    public async Task Token_request_with_thousands_of_fields_is_a_vendor_error(string vendor)
    {
        await using var emulator = Create(vendor, out _, out _);
        using var client = TestClient.CreateInProcess(emulator, null);
        var path = vendor switch { "Okta" => "/oauth2/v1/token", "OneLogin" => "/auth/oauth2/v2/token", _ => "/token" };

        using var form = new StringContent(string.Join('&', Enumerable.Range(0, 100).Select(i => $"f{i}=1")), Encoding.UTF8,
            "application/x-www-form-urlencoded");
        using var large = new StringContent(string.Join('&', Enumerable.Range(0, 2000).Select(_ => "")), Encoding.UTF8, "application/x-www-form-urlencoded");

        Assert.That((int)(await client.PostAsync(path, form)).StatusCode, Is.InRange(400, 499));
        Assert.That((int)(await client.PostAsync(path, large)).StatusCode, Is.InRange(400, 499));
        Assert.That(emulator.Failure, Is.Null);
    }

    [Test]
    public async Task Request_log_is_bounded_in_bytes()
    {
        await using var okta = OktaEmulator.Create(new() { UserCount = 1, RequestLogBytes = 200_000 });
        using var client = TestClient.CreateInProcess(okta, $"SSWS {okta.ApiToken}");
        for (var i = 0; i < 20; i++)
        {
            await client.SendJsonAsync("POST", "/api/v1/users", $"{{\"a\":\"{new string('x', 30_000)}\"}}");
        }

        Assert.That(okta.Requests, Has.Count.EqualTo(3));
        Assert.That(okta.RequestCount, Is.EqualTo(20));
    }

    [Test]
    public async Task Strict_emulator_refuses_unknown_parameters()
    {
        await using var okta = OktaEmulator.Create(new() { UserCount = 1, Strict = true });
        using var client = TestClient.CreateInProcess(okta, $"SSWS {okta.ApiToken}");

        var (response, _) = await client.SendJsonAsync("GET", "/api/v1/users?fliter=status");

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That(okta.Requests[^1].Unknown, Is.EqualTo(new[] { "fliter" }));
    }

    [Test]
    public async Task All_emulators_start_together()
    {
        await using var emulators = await IdentityEmulators.StartAllAsync(userCount: 2);

        Assert.That(emulators.All.Select(emulator => emulator.BaseAddress).ToList(), Is.Unique.And.Count.EqualTo(3));
        Assert.That((emulators.Okta.Users.Ids.Count, emulators.OneLogin.Users.Ids.Count, emulators.Agilicus.Users.Ids.Count), Is.EqualTo((2, 2, 2)));
    }

    [Test]
    public async Task Emulator_on_all_addresses_has_a_reachable_base_address()
    {
        await using var okta = await OktaEmulator.StartAsync(new() { UserCount = 1, Address = IPAddress.Any });
        using var client = OktaTestClient.Create(okta);

        await client.GetJsonAsync("/api/v1/users/me");

        Assert.That(okta.BaseAddress.Host, Is.EqualTo("127.0.0.1"));
    }

    [Test]
    public async Task Request_for_an_unknown_path_has_no_operation()
    {
        await using var okta = OktaEmulator.Create(new() { UserCount = 1 });
        using var client = TestClient.CreateInProcess(okta, $"SSWS {okta.ApiToken}");

        var (_, body) = await client.SendJsonAsync("GET", "/api/v1/groups");

        Assert.That(body!["errorCode"]!.ToString(), Is.EqualTo("E0000008"));
        Assert.That(okta.Requests[^1].Operation, Is.Null);
    }

    private static VendorEmulator Create(string vendor, out string? authorization, out string path)
    {
        switch (vendor)
        {
            case "Okta":
                var okta = OktaEmulator.Create(new() { UserCount = 1, MaxBodySize = 2048 });
                (authorization, path) = ($"SSWS {okta.ApiToken}", "/api/v1/users");
                return okta;
            case "OneLogin":
                var oneLogin = OneLoginEmulator.Create(new() { UserCount = 1, MaxBodySize = 2048 });
                (authorization, path) = ($"bearer {oneLogin.IssueAccessToken()}", "/api/1/users");
                return oneLogin;
            default:
                var agilicus = AgilicusEmulator.Create(new() { UserCount = 1, MaxBodySize = 2048 });
                (authorization, path) = ($"Bearer {agilicus.AccessToken}", "/users");
                return agilicus;
        }
    }
}
