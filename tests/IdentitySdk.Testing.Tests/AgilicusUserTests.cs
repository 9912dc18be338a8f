namespace IdentitySdk.Testing.Tests;

public sealed class AgilicusUserTests
{
    private AgilicusEmulator _agilicus;
    private HttpClient _client;

    [SetUp]
    public async Task StartAsync()
    {
        _agilicus = await AgilicusEmulator.StartAsync(new() { UserCount = 120 });
        _client = TestClient.Create(_agilicus, $"Bearer {_agilicus.AccessToken}");
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        Assert.That(_agilicus.Failure, Is.Null);
        await _agilicus.DisposeAsync();
    }

    [Test]
    public async Task User_is_created_replaced_and_removed_from_its_organisation()
    {
        var body = new { email = "isaac@example.com", first_name = "Isaac", last_name = "Brock", org_id = _agilicus.OrgId, external_id = "x" };
        var (created, user) = await _client.SendJsonAsync("POST", "/users", body);
        var (again, conflict) = await _client.SendJsonAsync("POST", "/users", body);
        var path = $"/users/{user!["id"]}";
        var (_, replaced) = await _client.SendJsonAsync("PUT", path, new { email = "isaac@example.com", first_name = "I" });
        var (removed, _) = await _client.SendJsonAsync("DELETE", $"/v1/orgs/{_agilicus.OrgId}{path}");
        var (gone, error) = await _client.SendJsonAsync("GET", $"{path}?org_id={_agilicus.OrgId}");

        Assert.That(new[] { created, again, removed, gone }.Select(response => (int)response.StatusCode), Is.EqualTo(new[] { 201, 409, 204, 404 }));
        Assert.That((string?)conflict!["id"], Is.EqualTo((string?)user["id"]));
        Assert.That((string?)conflict["error_message"], Is.Not.Empty);
        Assert.That(replaced!.AsObject().ContainsKey("external_id"), Is.False);
        Assert.That((string?)replaced["created"], Is.EqualTo((string?)user["created"]));
        Assert.That((string?)error!["error_message"], Is.Not.Empty);
    }

    [Test]
    public async Task Roles_are_a_map_for_one_user_and_paged_rows_for_all()
    {
        var id = _agilicus.SeededUserIds.First();
        var (replaced, _) = await _client.SendJsonAsync("PUT", $"/users/{id}/roles?org_id={_agilicus.OrgId}", """{"roles":{"wiki":["editor","owner"]}}""");
        var rendered = await _client.GetJsonAsync($"/users/{id}/render_roles");
        List<string> rows = [];
        for (var offset = 0; ;)
        {
            var page = await _client.GetJsonAsync($"/users/org_user_roles?limit=30&offset={offset}");
            if (page["org_user_roles"]!.AsArray().Count == 0)
            {
                break;
            }

            rows.AddRange(page["org_user_roles"]!.AsArray().Select(row => $"{row!["user_id"]} {row["application"]} {row["role"]}"));
            offset = (int)page["offset"]!;
        }

        Assert.That((int)replaced.StatusCode, Is.EqualTo(204));
        Assert.That(rendered.ToJsonString(), Is.EqualTo("""{"wiki":["editor","owner"]}"""));
        Assert.That(rows.Take(2), Is.EqualTo(new[] { $"{id} wiki editor", $"{id} wiki owner" }));
        Assert.That(rows, Is.Unique.And.Count.GreaterThan(60));
    }

    [Test]
    public async Task Service_account_and_its_user_have_different_ids()
    {
        var (created, account) = await _client.SendJsonAsync("POST", "/v1/service_accounts", new { spec = new { name = "sync", org_id = _agilicus.OrgId } });
        var path = $"/v1/service_accounts/{account!["metadata"]!["id"]}";
        var (_, replaced) = await _client.SendJsonAsync("PUT", path, new { spec = new { name = "sync2", org_id = _agilicus.OrgId } });
        var list = await _client.GetJsonAsync("/v1/service_accounts");
        var (deleted, _) = await _client.SendJsonAsync("DELETE", path);
        var (gone, _) = await _client.SendJsonAsync("GET", path);

        Assert.That(new[] { created, deleted, gone }.Select(response => (int)response.StatusCode), Is.EqualTo(new[] { 201, 204, 404 }));
        Assert.That((string?)account["status"]!["user"]!["id"], Is.Not.EqualTo((string?)account["metadata"]!["id"]));
        Assert.That((string?)replaced!["spec"]!["name"], Is.EqualTo("sync2"));
        Assert.That(list["service_accounts"]!.AsArray(), Has.Count.EqualTo(1));
    }
}
