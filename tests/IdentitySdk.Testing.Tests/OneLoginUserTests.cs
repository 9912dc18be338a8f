namespace IdentitySdk.Testing.Tests;

public sealed class OneLoginUserTests
{
    private OneLoginEmulator _onelogin;
    private HttpClient _client;

    [SetUp]
    public async Task StartAsync()
    {
        _onelogin = await OneLoginEmulator.StartAsync(new() { UserCount = 120 });
        _client = TestClient.Create(_onelogin, $"bearer {_onelogin.IssueAccessToken()}");
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        Assert.That(_onelogin.Failure, Is.Null);
        await _onelogin.DisposeAsync();
    }

    [Test]
    public async Task User_is_created_read_updated_and_deleted()
    {
        var isaac = new { firstname = "Isaac", lastname = "Brock", email = "i@example.com", username = "isaac" };
        var (created, body) = await _client.SendJsonAsync("POST", "/api/1/users", isaac);
        var id = (long)body!["data"]![0]!["id"]!;

        await _client.SendJsonAsync("PUT", $"/api/1/users/{id}", """{"title":"Director","phone":""}""");
        var read = (await _client.GetJsonAsync($"/api/1/users/{id}"))["data"]!.AsArray();
        var listed = await _client.GetJsonAsync("/api/1/users?sort=-id&limit=1");
        var (deleted, status) = await _client.SendJsonAsync("DELETE", $"/api/1/users/{id}");
        var (gone, error) = await _client.SendJsonAsync("GET", $"/api/1/users/{id}");

        Assert.That((int)created.StatusCode, Is.EqualTo(200));
        Assert.That(read, Has.Count.EqualTo(1));
        Assert.That((string?)read[0]!["title"], Is.EqualTo("Director"));
        Assert.That((string?)read[0]!["firstname"], Is.EqualTo("Isaac"));
        Assert.That((int)read[0]!["status"]!, Is.EqualTo(7));
        Assert.That((long)listed["data"]![0]!["id"]!, Is.EqualTo(id));
        Assert.That((int)deleted.StatusCode, Is.EqualTo(200));
        Assert.That((bool)status!["status"]!["error"]!, Is.False);
        Assert.That((int)gone.StatusCode, Is.EqualTo(404));
        Assert.That((string?)error!["status"]!["message"], Is.EqualTo($"User for id {id} was not found"));
    }

    [Test]
    public async Task Field_error_message_is_an_object()
    {
        var id = _onelogin.SeededUserIds.First();

        var (_, unknown) = await _client.SendJsonAsync("PUT", $"/api/1/users/{id}", """{"last":"x"}""");
        var (_, text) = await _client.SendJsonAsync("GET", "/api/1/users/abc");
        var (_, empty) = await _client.SendJsonAsync("PUT", $"/api/1/users/{id}", "{}");

        Assert.That((string?)unknown!["status"]!["message"]!["attribute"], Is.EqualTo("last"));
        Assert.That((string?)text!["status"]!["message"]!["description"], Is.EqualTo("ID is incorrect"));
        Assert.That((string?)empty!["status"]!["message"], Is.EqualTo("input parameters is empty"));
    }

    [Test]
    public async Task Roles_are_nested_and_adding_one_twice_is_rejected()
    {
        var (_, body) = await _client.SendJsonAsync("POST", "/api/1/users", new { firstname = "A", lastname = "B", email = "a@example.com", username = "ab" });
        var path = $"/api/1/users/{body!["data"]![0]!["id"]}";
        var roles = new { role_id_array = _onelogin.RoleIds.Take(2) };

        var empty = await _client.GetJsonAsync($"{path}/roles");
        var (added, _) = await _client.SendJsonAsync("PUT", $"{path}/add_roles", roles);
        var (again, error) = await _client.SendJsonAsync("PUT", $"{path}/add_roles", roles);
        var two = await _client.GetJsonAsync($"{path}/roles");
        var (removed, _) = await _client.SendJsonAsync("PUT", $"{path}/remove_roles", roles);
        var (removedAgain, _) = await _client.SendJsonAsync("PUT", $"{path}/remove_roles", roles);

        Assert.That(empty["data"]!.ToJsonString(), Is.EqualTo("[[]]"));
        Assert.That(two["data"]!.ToJsonString(), Is.EqualTo($"[[{string.Join(',', _onelogin.RoleIds.Take(2))}]]"));
        Assert.That(new[] { added, again, removed, removedAgain }.Select(response => (int)response.StatusCode), Is.EqualTo(new[] { 200, 400, 200, 400 }));
        Assert.That((string?)error!["status"]!["message"], Is.EqualTo("input role_id_array is already included as user roles"));
    }

    [Test]
    public async Task State_and_lock_changes_appear_in_the_user()
    {
        var (_, body) = await _client.SendJsonAsync("POST", "/api/1/users", new { firstname = "A", lastname = "B", email = "a@example.com", username = "ab" });
        var path = $"/api/1/users/{body!["data"]![0]!["id"]}";
        List<int> statuses = [];
        foreach (var state in new[] { 3, 3, 0, 1 })
        {
            var (response, _) = await _client.SendJsonAsync("PUT", $"{path}/set_state", new { state });
            statuses.Add((int)response.StatusCode);
        }

        await _client.SendJsonAsync("PUT", $"{path}/lock_user", new { locked_until = 10 });
        var user = (await _client.GetJsonAsync(path))["data"]![0]!;

        Assert.That(statuses, Is.EqualTo(new[] { 200, 400, 400, 200 }));
        Assert.That((int)user["state"]!, Is.EqualTo(1));
        Assert.That((int)user["status"]!, Is.EqualTo(3));
        Assert.That((string?)user["locked_until"], Does.EndWith("Z"));
    }

    [Test]
    public async Task Apps_and_custom_attributes_are_in_the_envelope()
    {
        var shapes = new HashSet<string>();
        foreach (var id in _onelogin.SeededUserIds.Take(30))
        {
            shapes.Add((await _client.GetJsonAsync($"/api/1/users/{id}/apps"))["data"]!.ToJsonString() == "[[]]" ? "none" : "some");
        }

        var attributes = await _client.GetJsonAsync("/api/1/users/custom_attributes");
        Assert.That(shapes, Is.EquivalentTo(new[] { "none", "some" }));
        Assert.That(attributes["data"]![0]!.AsArray().Select(name => (string?)name), Does.Contain("employeeNumber"));
    }

    [Test]
    public async Task Password_must_match_and_activates_a_user_without_one()
    {
        var (_, body) = await _client.SendJsonAsync("POST", "/api/1/users", new { firstname = "A", lastname = "B", email = "a@example.com", username = "ab" });
        var id = (long)body!["data"]![0]!["id"]!;

        var (different, _) = await _client.SendJsonAsync(
            "PUT", $"/api/1/users/set_password_clear_text/{id}", new { password = "a", password_confirmation = "b" });
        var (set, _) = await _client.SendJsonAsync("PUT", $"/api/1/users/set_password_clear_text/{id}", new { password = "a", password_confirmation = "a" });
        var (_, user) = await _client.SendJsonAsync("GET", $"/api/1/users/{id}");
        var (_, token) = await _client.SendJsonAsync("POST", $"/api/1/users/{id}/mfa_token", new { expires_in = "300" });

        Assert.That(new[] { different, set }.Select(response => (int)response.StatusCode), Is.EqualTo(new[] { 400, 200 }));
        Assert.That((int)user!["data"]![0]!["status"]!, Is.EqualTo(1));
        Assert.That((string?)token!["mfa_token"], Is.Not.Empty, "no envelope here");
    }
}
