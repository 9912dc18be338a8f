using System.Text.Json.Nodes;

namespace IdentitySdk.Testing.Tests;

public sealed class OktaUserTests
{
    private OktaEmulator _okta;
    private HttpClient _client;

    [SetUp]
    public async Task StartAsync()
    {
        _okta = await OktaEmulator.StartAsync(new() { UserCount = 30 });
        _okta.DefineAttribute("badge");
        _client = OktaTestClient.Create(_okta);
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        Assert.That(_okta.Failure, Is.Null);
        await _okta.DisposeAsync();
    }

    [Test]
    public async Task User_is_created_read_updated_and_deleted_in_two_steps()
    {
        var created = await CreateAsync("isaac.brock@example.com");
        var path = $"/api/v1/users/{created["id"]}";

        await _client.SendJsonAsync("POST", path, new { profile = new { title = "Director", mobilePhone = (string?)null } });
        var read = await _client.GetJsonAsync("/api/v1/users/isaac.brock%40example.com");
        Assert.That((string?)read["profile"]!["title"], Is.EqualTo("Director"));
        Assert.That((string?)read["profile"]!["badge"], Is.EqualTo("b-1"), "absent from the update: unchanged");
        Assert.That((await OktaTestClient.ReadAllIdsAsync(_okta))[^1], Is.EqualTo(created["id"]!.ToString()));

        var first = await _client.SendJsonAsync("DELETE", path);
        var deactivated = await _client.GetJsonAsync(path);
        var second = await _client.SendJsonAsync("DELETE", path);
        var third = await _client.SendJsonAsync("DELETE", path);

        Assert.That((string?)deactivated["status"], Is.EqualTo("DEPROVISIONED"));
        Assert.That(new[] { first, second, third }.Select(response => (int)response.Response.StatusCode), Is.EqualTo(new[] { 204, 204, 404 }));
        Assert.That((string?)third.Body!["errorCode"], Is.EqualTo("E0000007"));
    }

    [Test]
    public async Task Put_removes_members_that_it_does_not_contain()
    {
        var created = await CreateAsync("a@example.com");

        var (_, replaced) = await _client.SendJsonAsync("PUT", $"/api/v1/users/{created["id"]}", Profile("a@example.com"));

        Assert.That(replaced!["profile"]!.AsObject().ContainsKey("badge"), Is.False);
        Assert.That(replaced["credentials"]!["provider"], Is.Not.Null);
    }

    [Test]
    public async Task Null_clears_a_member_unless_it_is_required()
    {
        var id = _okta.SeededUserIds.First();

        var (_, cleared) = await _client.SendJsonAsync("POST", $"/api/v1/users/{id}", """{"profile":{"title":null}}""");
        var (rejected, _) = await _client.SendJsonAsync("POST", $"/api/v1/users/{id}", """{"profile":{"login":null}}""");

        Assert.That(cleared!["profile"]!["title"], Is.Null);
        Assert.That((int)rejected.StatusCode, Is.EqualTo(400));
    }

    [TestCase("{\"profile\":{\"login\":\"x@example.com\"}}", "", "E0000001")]
    [TestCase("not json", "", "E0000003")]
    [TestCase("{}", "?nextLogin=changePassword&activate=false", "E0000125")]
    [TestCase("{}", "?nextLogin=changePassword", "E0000124")]
    public async Task Create_with_invalid_input_is_rejected(string body, string query, string code)
    {
        var (response, error) = await _client.SendJsonAsync("POST", $"/api/v1/users{query}", body);

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That((string?)error!["errorCode"], Is.EqualTo(code));
    }

    [Test]
    public async Task Login_can_be_reused_only_after_it_is_released()
    {
        var seeded = await _client.GetJsonAsync($"/api/v1/users/{_okta.SeededUserIds.First()}");
        var login = seeded["profile"]!["login"]!.ToString();

        var (taken, error) = await _client.SendJsonAsync("POST", "/api/v1/users", Profile(login.ToUpperInvariant()));
        await _client.SendJsonAsync("POST", $"/api/v1/users/{seeded["id"]}", new { profile = new { login = "new@example.com" } });
        var (free, _) = await _client.SendJsonAsync("POST", "/api/v1/users", Profile(login));

        Assert.That((int)taken.StatusCode, Is.EqualTo(400));
        Assert.That(error!["errorCauses"]![0]!["errorSummary"]!.ToString(), Does.StartWith("login: An object with this field already exists"));
        Assert.That((int)free.StatusCode, Is.EqualTo(200));
    }

    [TestCase("?activate=false", false, "STAGED")]
    [TestCase("", false, "PROVISIONED")]
    [TestCase("?activate=true", true, "ACTIVE")]
    public async Task Created_user_has_the_status_for_activation_and_password(string query, bool password, string status)
    {
        var body = JsonNode.Parse(Profile("s@example.com"))!;
        body["credentials"] = password ? new JsonObject { ["password"] = new JsonObject { ["value"] = "S3cret!pw" } } : null;

        var (_, user) = await _client.SendJsonAsync("POST", $"/api/v1/users{query}", body.ToJsonString());

        Assert.That((string?)user!["status"], Is.EqualTo(status));
        Assert.That(user.ToJsonString(), Does.Not.Contain("S3cret"));
    }

    [Test]
    public async Task Lifecycle_operation_in_the_wrong_state_is_rejected()
    {
        var body = JsonNode.Parse(Profile("l@example.com"))!;
        body["credentials"] = new JsonObject { ["password"] = new JsonObject { ["value"] = "S3cret!pw" } };
        var (_, user) = await _client.SendJsonAsync("POST", "/api/v1/users", body.ToJsonString());
        var path = $"/api/v1/users/{user!["id"]}";
        List<string> codes = [];
        foreach (var step in new[] { "unsuspend", "suspend", "suspend", "unsuspend", "activate", "deactivate", "activate?sendEmail=false" })
        {
            var (response, result) = await _client.SendJsonAsync("POST", $"{path}/lifecycle/{step}", "");
            codes.Add($"{(int)response.StatusCode} {result?["errorCode"]}{result?["activationToken"]?.ToString().Length}".Trim());
        }

        Assert.That(codes, Is.EqualTo(new[] { "400 E0000001", "200", "400 E0000001", "200", "403 E0000016", "200", "200 20" }));
        Assert.That((string?)(await _client.GetJsonAsync(path))["status"], Is.EqualTo("PROVISIONED"));
    }

    [TestCase("GET", "/api/v1/users/none", 404, "E0000007")]
    [TestCase("GET", "/api/v1/nothing", 404, "E0000008")]
    [TestCase("PATCH", "/api/v1/users", 405, "E0000022")]
    [TestCase("GET", "/api/v1/users/a%2Fb%40example.com", 405, "E0000022")]
    public async Task Error_has_the_vendors_body(string method, string path, int status, string code)
    {
        var (response, body) = await _client.SendJsonAsync(method, path);

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That((string?)body!["errorCode"], Is.EqualTo(code));
        Assert.That((string?)body["errorLink"], Is.EqualTo(code));
        Assert.That(response.Header("X-Okta-Request-Id"), Is.Not.Empty);
    }

    private static string Profile(string login) => new JsonObject
    {
        ["profile"] = new JsonObject { ["login"] = login, ["email"] = login, ["firstName"] = "Isaac", ["lastName"] = "Brock" },
    }.ToJsonString();

    private async Task<JsonNode> CreateAsync(string login)
    {
        var body = JsonNode.Parse(Profile(login))!;
        body["profile"]!["badge"] = "b-1";
        var (response, user) = await _client.SendJsonAsync("POST", "/api/v1/users", body.ToJsonString());
        Assert.That((int)response.StatusCode, Is.EqualTo(200), user?.ToJsonString());
        return user!;
    }
}
