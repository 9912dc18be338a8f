using System.Text;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Tests.Scenarios;

namespace IdentitySdk.Testing.Tests;

/// <summary>Rules of Okta: which requests are refused, and the effects of accepted ones.</summary>
public sealed class OktaRuleTests
{
    private const string Profile = """{"login":"n@example.com","email":"n@example.com","firstName":"New","lastName":"Person"}""";
    private OktaScenario _scenario;

    [SetUp]
    public void Arrange() => _scenario = new OktaScenario();

    [TearDown]
    public void Dispose()
    {
        Assert.That(_scenario.Okta.Failure, Is.Null);
        _scenario.Dispose();
    }

    [TestCase("", "", "PROVISIONED")]
    [TestCase("?activate=false", "", "STAGED")]
    [TestCase("", ""","credentials":{"password":{"value":"Present-1"}}""", "ACTIVE")]
    [TestCase("?activate=false", ""","credentials":{"password":{"value":"Present-1"}}""", "STAGED")]
    [TestCase("?nextLogin=changePassword", ""","credentials":{"password":{"value":"Present-1"}}""", "PASSWORD_EXPIRED")]
    [TestCase("", ""","credentials":{"password":{"hash":{"algorithm":"SHA-256","value":"YQ=="}}}""", "ACTIVE")]
    [TestCase("?provider=true", ""","credentials":{"provider":{"type":"FEDERATION","name":"FEDERATION"}}""", "ACTIVE")]
    [TestCase("", ""","credentials":{"provider":{"type":"FEDERATION","name":"FEDERATION"}}""", "PROVISIONED")]
    public async Task Creation_sets_the_status_for_its_credentials(string query, string credentials, string status)
    {
        var user = await SendAsync("POST", $"/api/v1/users{query}", $$"""{"profile":{{Profile}}{{credentials}} }""");

        Assert.That(user.Status, Is.EqualTo(200), user.Text);
        Assert.That(user.Json!["status"]!.ToString(), Is.EqualTo(status));
        Assert.That(user.Json["activated"] is null, Is.EqualTo(status == "STAGED"));
        Assert.That(user.Json["credentials"]!["provider"]!["type"]!.ToString(), Is.EqualTo(query == "?provider=true" ? "FEDERATION" : "OKTA"));
    }

    [TestCase("STAGED", "ACTIVE")]
    [TestCase("DEPROVISIONED", "PROVISIONED")]
    public async Task Activation_sets_the_date(string status, string next)
    {
        await SendAsync("POST", $"{Path(status)}/lifecycle/activate", "");

        var user = _scenario.Okta.Users.Get(_scenario.User(status))!;
        Assert.That(user["status"]!.ToString(), Is.EqualTo(next));
        Assert.That(user["activated"], Is.Not.Null);
    }

    // Sources: the vendor's reference for lengths and codes, recordings for undefined attributes.
    [TestCase("""{"profile":5}""", "E0000003")]
    [TestCase("""{"profile":[]}""", "E0000003")]
    [TestCase("""{"credentials":5}""", "E0000003")]
    [TestCase("""{"profile":{"title":5}}""", "E0000001")]
    [TestCase("""{"profile":{"login":"noaddress"}}""", "E0000001")]
    [TestCase("""{"profile":{"email":"noaddress"}}""", "E0000001")]
    [TestCase("""{"profile":{"login":"a@b"}}""", "E0000001")]
    [TestCase("""{"profile":{"firstName":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}}""", "E0000001")]
    [TestCase("""{"profile":{"firstName":""}}""", "E0000001")]
    [TestCase("""{"profile":{"lastName":null}}""", "E0000001")]
    [TestCase("""{"profile":{"countryCode":"USA"}}""", "E0000001")]
    [TestCase("""{"profile":{"notValid":"x"}}""", "E0000001")]
    [TestCase("""{"profile":{"badge":5}}""", "E0000001")]
    [TestCase("""{"credentials":{"password":{"value":"short"}}}""", "E0000001")]
    [TestCase("""{"type":{"id":"otyOther"}}""", "E0000001")]
    [TestCase("""{"profile":{"title":"a","title":"b"}}""", "E0000003")]
    [TestCase("""{"profile":{"title":"\ud800"}}""", "E0000003")]
    public async Task Update_that_the_vendor_refuses_changes_nothing(string body, string code)
    {
        var before = await _scenario.StateAsync();

        var response = await SendAsync("POST", Path("ACTIVE"), body);

        Assert.That(response.Status, Is.EqualTo(400), response.Text);
        Assert.That(response.Json!["errorCode"]!.ToString(), Is.EqualTo(code));
        Assert.That(await _scenario.StateAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Undefined_attribute_has_the_recorded_error()
    {
        var response = await SendAsync("POST", "/api/v1/users", $$"""{"profile":{{Profile[..^1]}},"notValid":"x"} }""");

        Assert.That(response.Json!["errorCauses"]![0]!["errorSummary"]!.ToString(), Is.EqualTo("Property name 'notValid' is not defined in profile"));
    }

    [TestCase("POST")]
    [TestCase("PUT")]
    public async Task Deactivated_user_cannot_be_changed(string method)
    {
        var response = await SendAsync(method, Path("DEPROVISIONED"), """{"profile":{"title":"x"}}""");

        Assert.That((response.Status, response.Json!["errorCode"]!.ToString()), Is.EqualTo((404, "E0000007")));
    }

    [TestCase("change_password", """{"oldPassword":{"value":"Wrong-123"},"newPassword":{"value":"Another-1"}}""", 403, "E0000014")]
    [TestCase("change_password", """{"oldPassword":{"value":"Present-1"},"newPassword":{"value":"Present-1"}}""", 403, "E0000014")]
    [TestCase("change_password", """{"oldPassword":{"value":"Present-1"},"newPassword":{"value":"short"}}""", 403, "E0000014")]
    [TestCase("change_password", """{"oldPassword":{"value":"Present-1"}}""", 400, "E0000001")]
    [TestCase("change_recovery_question", """{"password":{"value":"Wrong-123"},"recovery_question":{"question":"Q","answer":"A"}}""", 403, "E0000014")]
    [TestCase("change_recovery_question", """{"password":{"value":"Present-1"},"recovery_question":{"question":"Q"}}""", 400, "E0000001")]
    [TestCase("forgot_password_recovery_question", """{"password":{"value":"Another-1"},"recovery_question":{"answer":"Fido"}}""", 403, "E0000087")]
    [TestCase("forgot_password_recovery_question", """{"password":{"value":"short"},"recovery_question":{"answer":"Rex"}}""", 403, "E0000080")]
    public async Task Credentials_are_checked(string operation, string body, int status, string code)
    {
        var response = await SendAsync("POST", $"{Path("ACTIVE")}/credentials/{operation}", body);

        Assert.That((response.Status, response.Json!["errorCode"]!.ToString()), Is.EqualTo((status, code)), response.Text);
        Assert.That(_scenario.Okta.Users.Password(_scenario.User("ACTIVE")), Is.EqualTo("Present-1"));
    }

    [Test]
    public async Task Changed_password_and_answer_take_effect()
    {
        var path = $"{Path("ACTIVE")}/credentials";
        await SendAsync("POST", $"{path}/change_password",
            """{"oldPassword":{"value":"Present-1"},"newPassword":{"value":"Another-1"},"revokeSessions":true}""");
        await SendAsync("POST", $"{path}/change_recovery_question",
            """{"password":{"value":"Another-1"},"recovery_question":{"question":"Q","answer":"Elm"}}""");
        var old = await SendAsync("POST", $"{path}/forgot_password_recovery_question",
            """{"password":{"value":"Third-123"},"recovery_question":{"answer":"Rex"}}""");
        var now = await SendAsync("POST", $"{path}/forgot_password_recovery_question",
            """{"password":{"value":"Third-123"},"recovery_question":{"answer":"elm"}}""");

        Assert.That((old.Status, now.Status), Is.EqualTo((403, 200)));
        Assert.That(_scenario.Okta.Users.Password(_scenario.User("ACTIVE")), Is.EqualTo("Third-123"));
        Assert.That(_scenario.Okta.Users.Sessions(_scenario.User("ACTIVE")), Is.Zero);
        Assert.That(now.Text, Does.Not.Contain("Third").And.Not.Contain("lm"));
    }

    [Test]
    public async Task Me_is_the_owner_of_the_token()
    {
        var me = await SendAsync("GET", "/api/v1/users/me", null);

        Assert.That(me.Json!["id"]!.ToString(), Is.EqualTo(_scenario.Okta.Users.Ids[0]));
    }

    [TestCase("POST", "roles", """{"type":"USER_ADMIN"}""", 409, "E0000090")]
    [TestCase("POST", "roles", """{"type":"NOT_A_ROLE"}""", 400, "E0000001")]
    [TestCase("POST", "roles", """{"type":"CUSTOM"}""", 400, "E0000001")]
    [TestCase("POST", "lifecycle/reset_password", "", 400, "E0000028")]
    [TestCase("POST", "lifecycle/activate?sendEmail=maybe", "", 400, "E0000001")]
    [TestCase("GET", "linkedObjects/friend", null, 404, "E0000007")]
    [TestCase("DELETE", "linkedObjects/subordinate", null, 404, "E0000007")]
    [TestCase("GET", "clients/0oaUnknown/tokens", null, 404, "E0000007")]
    public async Task Refused_request_has_the_vendors_code(string method, string path, string? body, int status, string code)
    {
        var response = await SendAsync(method, $"{Path("ACTIVE")}/{path}", body);

        Assert.That((response.Status, response.Json!["errorCode"]!.ToString()), Is.EqualTo((status, code)), response.Text);
    }

    [Test]
    public async Task Last_target_cannot_be_removed_and_targets_must_fit_the_role()
    {
        var removal = _scenario.Call("UserRoleTargets_RemoveGroup");
        var first = await _scenario.SendAsync(removal);
        var last = await _scenario.SendAsync(_scenario.Call("UserRoleTargets_AddGroup") with { Method = "DELETE" });
        var wrong = await _scenario.SendAsync(removal with { Method = "PUT", Path = _scenario.Call("UserRoleTargets_ListApps")
            .Path.Replace("catalog/apps", "groups/00g", StringComparison.Ordinal) });

        Assert.That(new[] { first.Status, last.Status, wrong.Status }, Is.EqualTo(new[] { 204, 400, 400 }));
        Assert.That(wrong.Json!["errorCode"]!.ToString(), Is.EqualTo("E0000091"));
    }

    [Test]
    public async Task Linked_objects_are_listed_from_both_sides()
    {
        var (manager, report) = (_scenario.User("LOCKED_OUT"), _scenario.User("ACTIVE"));

        var up = await SendAsync("GET", $"/api/v1/users/{report}/linkedObjects/manager", null);
        var down = await SendAsync("GET", $"/api/v1/users/{manager}/linkedObjects/subordinate", null);

        Assert.That(up.Json![0]!["_links"]!["self"]!["href"]!.ToString(), Does.EndWith($"/{manager}"));
        Assert.That(down.Json![0]!["_links"]!["self"]!["href"]!.ToString(), Does.EndWith($"/{report}"));
    }

    [Test]
    public async Task Grants_have_pages_and_a_filter()
    {
        var (okta, user) = (_scenario.Okta, _scenario.User("STAGED"));
        var ids = Enumerable.Range(0, 25).Select(i => okta.AddGrant(user, "0oaClient", $"scope{i}")).ToList();

        var all = await OktaTestClient.ReadAllIdsAsync(okta, $"/api/v1/users/{user}/grants?limit=10", okta.CreateHandler());
        var one = await SendAsync("GET", $"/api/v1/users/{user}/grants?scopeId=scope7", null);

        Assert.That(all, Is.EqualTo(ids));
        Assert.That(one.Json!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Post_without_a_length_is_411()
    {
        await using var okta = await OktaEmulator.StartAsync(new() { UserCount = 1 });
        using var tcp = new System.Net.Sockets.TcpClient();
        await tcp.ConnectAsync(okta.BaseAddress.Host, okta.BaseAddress.Port);
        await using var stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/v1/users/me/lifecycle/suspend HTTP/1.1\r\nHost: x\r\nAuthorization: SSWS {okta.ApiToken}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);

        Assert.That(await reader.ReadLineAsync(), Does.StartWith("HTTP/1.1 411"));
    }

    private Task<ScenarioResponse> SendAsync(string method, string path, string? body) =>
        _scenario.SendAsync(method, path, body is null ? null : Encoding.UTF8.GetBytes(body));

    private string Path(string status) => $"/api/v1/users/{_scenario.User(status)}";
}
