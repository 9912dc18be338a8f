using System.Text;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Schemas;
using IdentitySdk.Testing.Tests.Scenarios;

namespace IdentitySdk.Testing.Tests;

/// <summary>Rules of OneLogin, version 1 and the newer wire.</summary>
public sealed class OneLoginRuleTests
{
    private OneLoginScenario _scenario;

    [SetUp]
    public void Arrange() => _scenario = new OneLoginScenario();

    [TearDown]
    public void Dispose()
    {
        Assert.That(_scenario.OneLogin.Failure, Is.Null);
        _scenario.Dispose();
    }

    // Version 1 has separate operations for passwords, roles and custom attributes.
    [TestCase("""{"role_ids":[1]}""", "role_ids is not a valid attribute for user model")]
    [TestCase("""{"password":"Another-1"}""", "password is not a valid attribute for user model")]
    [TestCase("""{"password_confirmation":"Another-1"}""", "password_confirmation is not a valid attribute for user model")]
    [TestCase("""{"password_algorithm":"salt+sha256"}""", "password_algorithm is not a valid attribute for user model")]
    [TestCase("""{"salt":"x"}""", "salt is not a valid attribute for user model")]
    [TestCase("""{"custom_attributes":{"floor":"3"}}""", "custom_attributes is not a valid attribute for user model")]
    [TestCase("""{"comment":"x"}""", "comment is not a valid attribute for user model")]
    [TestCase("""{"id":5}""", "id is not a valid attribute for user model")]
    [TestCase("""{"state":99}""", "state is invalid")]
    [TestCase("""{"state":null}""", "state is invalid")]
    [TestCase("""{"status":6}""", "status is invalid")]
    [TestCase("""{"email":{"a":1}}""", "email should be -> string")]
    [TestCase("""{"group_id":"five"}""", "group_id should be -> integer")]
    [TestCase("""{"email":"grace@example.com"}""", "Validation failed: Email must be unique")]
    [TestCase("{}", "input parameters is empty")]
    [TestCase("[]", "Input JSON is not valid")]
    public async Task Update_that_the_vendor_refuses_changes_nothing(string body, string message)
    {
        var before = await _scenario.StateAsync();

        var response = await SendAsync("PUT", $"/api/1/users/{_scenario.User}", body);

        Assert.That(response.Status, Is.EqualTo(400), response.Text);
        Assert.That(Message(response), Is.EqualTo(message));
        Assert.That(await _scenario.StateAsync(), Is.EqualTo(before));
    }

    [TestCase("state")]
    [TestCase("status")]
    [TestCase("trusted_idp_id")]
    public async Task Member_of_updates_is_refused_on_creation(string member)
    {
        var response = await SendAsync("POST", "/api/1/users", $$"""{"firstname":"A","lastname":"B","email":"c@example.com","username":"c","{{member}}":1}""");

        Assert.That(Message(response), Is.EqualTo($"{member} is not a valid attribute for user model"));
    }

    [Test]
    public async Task Notes_are_the_comment()
    {
        await SendAsync("PUT", $"/api/1/users/{_scenario.User}", """{"notes":"on leave"}""");

        Assert.That(_scenario.OneLogin.Users.Get(_scenario.User)!["comment"]!.ToString(), Is.EqualTo("on leave"));
    }

    [TestCase("set_password_using_salt", "UPPER", 400)]
    [TestCase("set_password_using_salt", "short", 400)]
    [TestCase("set_password_using_salt", "salt", 400)]
    [TestCase("set_password_using_salt", "bcrypt", 400)]
    [TestCase("set_password_using_salt", "", 200)]
    public async Task Salted_password_is_validated(string operation, string kind, int status)
    {
        var hash = kind switch { "UPPER" => OneLoginScenario.Hash.ToUpperInvariant(), "short" => OneLoginScenario.Hash[1..], _ => OneLoginScenario.Hash };

        var response = await SendAsync(
            "PUT",
            $"/api/1/users/{operation}/{_scenario.Other}",
            OneLoginScenario.SaltedPassword(hash, kind == "salt" ? new string('s', 41) : "hello", kind == "bcrypt" ? "bcrypt" : "salt+sha256"));

        Assert.That(response.Status, Is.EqualTo(status), response.Text);
        Assert.That(_scenario.OneLogin.Users.Password(_scenario.Other), Is.EqualTo(status == 200 ? hash : null));
        Assert.That((int)_scenario.OneLogin.Users.Get(_scenario.Other)!["status"]!, Is.EqualTo(status == 200 ? 1 : 7));
    }

    [TestCase("with blanks")]
    [TestCase("quote\\\"s")]
    public async Task Password_contains_only_documented_characters(string password)
    {
        var response = await SendAsync(
            "PUT", $"/api/1/users/set_password_clear_text/{_scenario.User}", $$"""{"password":"{{password}}","password_confirmation":"{{password}}"}""");

        Assert.That(response.Status, Is.EqualTo(400));
        Assert.That(_scenario.OneLogin.Users.Password(_scenario.User), Is.EqualTo("Password-1"));
    }

    [TestCase("{bad", 400)]
    [TestCase("""{"expires_in":259201}""", 400)]
    [TestCase("""{"expires_in":"300"}""", 200)]
    [TestCase("", 200)]
    public async Task Mfa_token_has_a_lifetime_of_at_most_three_days(string body, int status)
    {
        var response = await SendAsync("POST", $"/api/1/users/{_scenario.User}/mfa_token", body);

        Assert.That(response.Status, Is.EqualTo(status), response.Text);
        Assert.That(_scenario.OneLogin.Users.MfaToken(_scenario.User), Is.EqualTo(response.Json!["mfa_token"]?.ToString()));
    }

    [TestCase(0, 1, 200)]
    [TestCase(1, 1, 400)]
    [TestCase(3, 0, 400)]
    [TestCase(3, 1, 200)]
    [TestCase(2, 3, 200)]
    public async Task State_changes_as_documented(int from, int to, int status)
    {
        var id = _scenario.OneLogin.Users.Add(new OneLoginPerson { Email = "s@example.com", State = from });

        var response = await SendAsync("PUT", $"/api/1/users/{id}/set_state", $$"""{"state":{{to}}}""");

        Assert.That(response.Status, Is.EqualTo(status), response.Text);
        Assert.That((int)_scenario.OneLogin.Users.Get(id)!["state"]!, Is.EqualTo(status == 200 ? to : from));
    }

    [Test]
    public async Task Log_out_ends_sessions()
    {
        var before = _scenario.OneLogin.Users.Sessions(_scenario.User);
        await _scenario.SendAsync(_scenario.Call("UserSecurity_LogOut"));

        Assert.That((before, _scenario.OneLogin.Users.Sessions(_scenario.User)), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task Hidden_application_is_listed_only_on_request()
    {
        _scenario.OneLogin.AddApp(8, "Hidden", isVisible: false);
        _scenario.OneLogin.AssignApp(_scenario.User, 8);

        var plain = await SendAsync("GET", $"/api/1/users/{_scenario.User}/apps", null);
        var all = await SendAsync("GET", $"/api/1/users/{_scenario.User}/apps?ignore_visibility=true", null);

        Assert.That((plain.Json!["data"]!.AsArray().Count, all.Json!["data"]!.AsArray().Count), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task Unknown_query_parameter_is_ignored_and_listed()
    {
        var response = await SendAsync("GET", "/api/1/users?shoe_size=44&custom_attributes.floor=4", null);

        Assert.That(response.Json!["data"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(_scenario.OneLogin.Requests[^1].Unknown, Is.EqualTo(new[] { "shoe_size" }));
    }

    [TestCaseSource(typeof(OperationTests), nameof(OperationTests.Operations))]
    public async Task Newer_wire_has_the_newer_shapes(string vendor, string operation)
    {
        if (vendor != "OneLogin")
        {
            return;
        }

        using var newer = new OneLoginScenario(wire: OneLoginWire.Newer);
        var call = newer.Call(operation);
        var response = await newer.SendAsync(call with { Body = call.Body?.Replace(",\"notes\":\"x\"", "") });
        var found = await newer.SendAsync("GET", $"/api/1/users/{newer.Other + 5000}", null);

        Assert.That(response.Status, Is.InRange(200, 204), response.Text);
        Assert.That((response.Json as JsonObject)?["data"] is null || operation is "UserRoles_List" or "Users_ListCustomAttributes", response.Text);
        Assert.That(found.Json!["name"]!.ToString(), Is.EqualTo("NotFoundError"));
        var schema = operation is "Users_Get" or "Users_Update" or "Users_Create" ? newer.Schema.Named("User") : default;
        Assert.That(schema.ValueKind == System.Text.Json.JsonValueKind.Undefined
            || SchemaValidator.Check(newer.Schema, schema, response.Json, isRequest: false).Count == 0);
    }

    [Test]
    public async Task Newer_wire_cursor_contains_limit_and_filters_and_is_sent_alone()
    {
        await using var oneLogin = OneLoginEmulator.Create(new() { UserCount = 60, Wire = OneLoginWire.Newer });
        using var client = TestClient.Create(oneLogin, $"bearer {oneLogin.IssueAccessToken()}", oneLogin.CreateHandler());
        List<long> ids = [];
        string? next = "?limit=20&email=*.1*";
        while (next is not null)
        {
            var (response, page) = await client.SendJsonAsync("GET", $"/api/1/users{next}");
            ids.AddRange(page!.AsArray().Select(user => (long)user!["id"]!));
            var cursor = response.Header("After-Cursor");
            next = cursor.Length == 0 ? null : $"?cursor={Uri.EscapeDataString(cursor)}";
        }

        var (both, error) = await client.SendJsonAsync("GET", "/api/1/users?limit=5&cursor=abc");
        var (stale, _) = await client.SendJsonAsync("GET", "/api/1/users?cursor=YWJj");
        var (second, _) = await client.SendJsonAsync("GET", "/api/1/users?limit=5&page=2");

        Assert.That(ids, Is.Unique.And.Count.EqualTo(11));
        Assert.That(new[] { both, stale, second }.Select(response => (int)response.StatusCode), Is.EqualTo(new[] { 400, 400, 200 }));
        Assert.That(error!["message"]!.ToString(), Is.EqualTo("Requests can only have cursor xor pagination arguments"));
    }

    private static string Message(ScenarioResponse response) =>
        response.Json!["status"]!["message"] is JsonObject field ? field["description"]!.ToString() : response.Json["status"]!["message"]!.ToString();

    private Task<ScenarioResponse> SendAsync(string method, string path, string? body) =>
        _scenario.SendAsync(method, path, body is null ? null : Encoding.UTF8.GetBytes(body));
}
