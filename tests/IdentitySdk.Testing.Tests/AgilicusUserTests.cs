namespace IdentitySdk.Testing.Tests;

public sealed class AgilicusUserTests
{
    private AgilicusEmulator agilicus;
    private HttpClient client;

    [SetUp]
    public async Task StartAsync()
    {
        agilicus = await AgilicusEmulator.StartAsync(new() { UserCount = 120 });
        client = Wire.Client(agilicus, $"Bearer {agilicus.AccessToken}");
    }

    [TearDown]
    public async Task StopAsync()
    {
        client.Dispose();
        Assert.That(agilicus.Failure, Is.Null);
        await agilicus.DisposeAsync();
    }

    [Test]
    public async Task A_user_is_created_replaced_and_removed_from_its_organisation()
    {
        var body = new { email = "isaac@example.com", first_name = "Isaac", last_name = "Brock", org_id = agilicus.OrgId, external_id = "x" };
        var (created, user) = await client.CallAsync("POST", "/users", body);
        var (again, conflict) = await client.CallAsync("POST", "/users", body);
        var path = $"/users/{user!["id"]}";
        var (_, replaced) = await client.CallAsync("PUT", path, new { email = "isaac@example.com", first_name = "I" });
        var (removed, _) = await client.CallAsync("DELETE", $"/v1/orgs/{agilicus.OrgId}{path}");
        var (gone, error) = await client.CallAsync("GET", path);

        Assert.That(new[] { created, again, removed, gone }.Select(answer => (int)answer.StatusCode), Is.EqualTo(new[] { 201, 409, 204, 404 }));
        Assert.That((string?)conflict!["id"], Is.EqualTo((string?)user["id"]));
        Assert.That((string?)conflict["error_message"], Is.Not.Empty);
        Assert.That(replaced!.AsObject().ContainsKey("external_id"), Is.False);
        Assert.That((string?)replaced["created"], Is.EqualTo((string?)user["created"]));
        Assert.That((string?)error!["error_message"], Is.Not.Empty);
    }

    [Test]
    public async Task Roles_are_a_map_for_one_user_and_rows_by_offset_for_all()
    {
        var id = agilicus.SeededUserIds.First();
        var (replaced, _) = await client.CallAsync("PUT", $"/users/{id}/roles?org_id={agilicus.OrgId}", """{"roles":{"wiki":["editor","owner"]}}""");
        var rendered = await client.GetJsonAsync($"/users/{id}/render_roles");
        List<string> rows = [];
        for (var offset = 0; ;)
        {
            var page = await client.GetJsonAsync($"/users/org_user_roles?limit=30&offset={offset}");
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
    public async Task Service_accounts_have_an_id_of_their_own()
    {
        var (created, account) = await client.CallAsync("POST", "/v1/service_accounts", new { spec = new { name = "sync", org_id = agilicus.OrgId } });
        var path = $"/v1/service_accounts/{account!["metadata"]!["id"]}";
        var (_, replaced) = await client.CallAsync("PUT", path, new { spec = new { name = "sync2", org_id = agilicus.OrgId } });
        var list = await client.GetJsonAsync("/v1/service_accounts");
        var (deleted, _) = await client.CallAsync("DELETE", path);
        var (gone, _) = await client.CallAsync("GET", path);

        Assert.That(new[] { created, deleted, gone }.Select(answer => (int)answer.StatusCode), Is.EqualTo(new[] { 201, 204, 404 }));
        Assert.That((string?)account["status"]!["user"]!["id"], Is.Not.EqualTo((string?)account["metadata"]!["id"]));
        Assert.That((string?)replaced!["spec"]!["name"], Is.EqualTo("sync2"));
        Assert.That(list["service_accounts"]!.AsArray(), Has.Count.EqualTo(1));
    }
}
