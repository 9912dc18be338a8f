using System.Text.Json.Nodes;

namespace IdentitySdk.Testing.Tests;

public sealed class OneLoginTests
{
    private OneLoginEmulator onelogin;
    private HttpClient client;

    [SetUp]
    public async Task StartAsync()
    {
        onelogin = await OneLoginEmulator.StartAsync(new() { UserCount = 120 });
        client = Wire.Client(onelogin, $"bearer {onelogin.IssueAccessToken()}");
    }

    [TearDown]
    public async Task StopAsync()
    {
        client.Dispose();
        Assert.That(onelogin.Failure, Is.Null);
        await onelogin.DisposeAsync();
    }

    [Test]
    public async Task All_pages_together_are_the_seeded_users()
    {
        var ids = await ReadAllAsync();

        Assert.That(ids, Is.EqualTo(onelogin.SeededUserIds));
        Assert.That(onelogin.RequestCount, Is.EqualTo(3));
    }

    [TestCase("sort=-id")]
    [TestCase("sort=%2Bid&limit=7")]
    [TestCase("sort=-id&limit=7")]
    public async Task Sorting_and_page_size_change_order_and_pages_only(string query)
    {
        var ids = await ReadAllAsync(query);

        Assert.That(ids, query.Contains("-id") ? Is.EqualTo(onelogin.SeededUserIds.Reverse()) : Is.EqualTo(onelogin.SeededUserIds));
    }

    [Test]
    public async Task Before_cursor_leads_back()
    {
        var first = await client.GetJsonAsync("/api/1/users");
        var second = await client.GetJsonAsync($"/api/1/users?after_cursor={first["pagination"]!["after_cursor"]}");

        var back = await client.GetJsonAsync($"/api/1/users?before_cursor={second["pagination"]!["before_cursor"]}");

        Assert.That(Ids(back), Is.EqualTo(Ids(first)));
        Assert.That(first["pagination"]!["before_cursor"], Is.Null);
        Assert.That(back["pagination"]!["before_cursor"], Is.Null);
        Assert.That(first["pagination"]!["next_link"]!.ToString(), Does.StartWith(onelogin.BaseAddress.ToString()));
    }

    [Test]
    public async Task A_duplicate_page_repeats_rows_and_an_empty_one_loses_none()
    {
        onelogin.Faults.Next(2, Fault.EmptyMiddlePage);
        var complete = await ReadAllAsync();
        onelogin.Faults.Next(Fault.DuplicatePage);
        var doubled = await ReadAllAsync();

        Assert.That(complete, Is.EqualTo(onelogin.SeededUserIds));
        Assert.That(doubled, Is.EqualTo(onelogin.SeededUserIds.Take(50).Concat(onelogin.SeededUserIds)));
    }

    [Test]
    public async Task Filters_are_exact_or_have_wildcards()
    {
        var user = (await client.GetJsonAsync($"/api/1/users/{onelogin.SeededUserIds.ElementAt(77)}"))["data"]![0]!;

        Assert.That(await ReadAllAsync($"email={user["email"]}"), Is.EqualTo(new[] { (long)user["id"]! }));
        Assert.That(await ReadAllAsync("email=*@example.com"), Has.Count.EqualTo(120));
        Assert.That(await ReadAllAsync("firstname=Ada"), Is.Not.Empty.And.Count.LessThan(60));
        Assert.That(await ReadAllAsync("custom_attributes.employeeNumber=E000007*"), Is.Not.Empty.And.Count.LessThan(11));
        Assert.That(await ReadAllAsync("created_since=2018-01-01T00:00:00.000Z"), Is.Not.Empty.And.Count.LessThan(120));
        Assert.That(await ReadAllAsync("status=1"), Is.Empty, "the vendor does not filter by status and says nothing");
    }

    [TestCase("cursor=x", "query parameter(s) not allowed: cursor")]
    [TestCase("sort=email", "Invalid sort field: email")]
    [TestCase("after_cursor=60000003", "Invalid pagination cursor")]
    public async Task Unsupported_queries_are_refused(string query, string message)
    {
        var (response, body) = await client.CallAsync("GET", $"/api/1/users?{query}");

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That((string?)body!["status"]!["message"], Is.EqualTo(message));
    }

    [Test]
    public async Task A_user_is_created_read_updated_and_deleted()
    {
        var (created, body) = await client.CallAsync("POST", "/api/1/users", new { firstname = "Isaac", lastname = "Brock", email = "i@example.com", username = "isaac" });
        var id = (long)body!["data"]![0]!["id"]!;

        await client.CallAsync("PUT", $"/api/1/users/{id}", """{"title":"Director","phone":""}""");
        var read = (await client.GetJsonAsync($"/api/1/users/{id}"))["data"]!.AsArray();
        var listed = await ReadAllAsync();
        var (deleted, status) = await client.CallAsync("DELETE", $"/api/1/users/{id}");
        var (gone, error) = await client.CallAsync("GET", $"/api/1/users/{id}");

        Assert.That((int)created.StatusCode, Is.EqualTo(200));
        Assert.That(read, Has.Count.EqualTo(1));
        Assert.That((string?)read[0]!["title"], Is.EqualTo("Director"));
        Assert.That((string?)read[0]!["firstname"], Is.EqualTo("Isaac"));
        Assert.That((int)read[0]!["status"]!, Is.EqualTo(7));
        Assert.That(listed[^1], Is.EqualTo(id));
        Assert.That((int)deleted.StatusCode, Is.EqualTo(200));
        Assert.That((bool)status!["status"]!["error"]!, Is.False);
        Assert.That((int)gone.StatusCode, Is.EqualTo(404));
        Assert.That((string?)error!["status"]!["message"], Is.EqualTo($"User for id {id} was not found"));
    }

    [Test]
    public async Task Field_errors_carry_an_object()
    {
        var id = onelogin.SeededUserIds.First();

        var (_, unknown) = await client.CallAsync("PUT", $"/api/1/users/{id}", """{"last":"x"}""");
        var (_, text) = await client.CallAsync("GET", "/api/1/users/abc");
        var (_, empty) = await client.CallAsync("PUT", $"/api/1/users/{id}", "{}");

        Assert.That((string?)unknown!["status"]!["message"]!["attribute"], Is.EqualTo("last"));
        Assert.That((string?)text!["status"]!["message"]!["description"], Is.EqualTo("ID is incorrect"));
        Assert.That((string?)empty!["status"]!["message"], Is.EqualTo("input parameters is empty"));
    }

    [Test]
    public async Task Roles_are_nested_and_cannot_be_given_twice()
    {
        var (_, body) = await client.CallAsync("POST", "/api/1/users", new { firstname = "A", lastname = "B", email = "a@example.com", username = "ab" });
        var path = $"/api/1/users/{body!["data"]![0]!["id"]}";
        var roles = new { role_id_array = onelogin.RoleIds.Take(2) };

        var empty = await client.GetJsonAsync($"{path}/roles");
        var (added, _) = await client.CallAsync("PUT", $"{path}/add_roles", roles);
        var (again, error) = await client.CallAsync("PUT", $"{path}/add_roles", roles);
        var two = await client.GetJsonAsync($"{path}/roles");
        var (removed, _) = await client.CallAsync("PUT", $"{path}/remove_roles", roles);
        var (removedAgain, _) = await client.CallAsync("PUT", $"{path}/remove_roles", roles);

        Assert.That(empty["data"]!.ToJsonString(), Is.EqualTo("[[]]"));
        Assert.That(two["data"]!.ToJsonString(), Is.EqualTo($"[[{string.Join(',', onelogin.RoleIds.Take(2))}]]"));
        Assert.That(new[] { added, again, removed, removedAgain }.Select(answer => (int)answer.StatusCode), Is.EqualTo(new[] { 200, 400, 200, 400 }));
        Assert.That((string?)error!["status"]!["message"], Is.EqualTo("input role_id_array is already included as user roles"));
    }

    [Test]
    public async Task States_and_locks_show_in_the_user()
    {
        var (_, body) = await client.CallAsync("POST", "/api/1/users", new { firstname = "A", lastname = "B", email = "a@example.com", username = "ab" });
        var path = $"/api/1/users/{body!["data"]![0]!["id"]}";
        List<int> statuses = [];
        foreach (var state in new[] { 3, 3, 0, 1 })
        {
            var (response, _) = await client.CallAsync("PUT", $"{path}/set_state", new { state });
            statuses.Add((int)response.StatusCode);
        }

        await client.CallAsync("PUT", $"{path}/lock_user", new { locked_until = 10 });
        var user = (await client.GetJsonAsync(path))["data"]![0]!;

        Assert.That(statuses, Is.EqualTo(new[] { 200, 400, 400, 200 }));
        Assert.That((int)user["state"]!, Is.EqualTo(1));
        Assert.That((int)user["status"]!, Is.EqualTo(3));
        Assert.That((string?)user["locked_until"], Does.EndWith("Z"));
    }

    [Test]
    public async Task Apps_and_custom_attributes_are_in_the_envelope()
    {
        var shapes = new HashSet<string>();
        foreach (var id in onelogin.SeededUserIds.Take(30))
        {
            shapes.Add((await client.GetJsonAsync($"/api/1/users/{id}/apps"))["data"]!.ToJsonString() == "[[]]" ? "none" : "some");
        }

        var attributes = await client.GetJsonAsync("/api/1/users/custom_attributes");
        Assert.That(shapes, Is.EquivalentTo(new[] { "none", "some" }));
        Assert.That(attributes["data"]![0]!.AsArray().Select(name => (string?)name), Does.Contain("employeeNumber"));
    }

    private static IEnumerable<long> Ids(JsonNode page) => page["data"]!.AsArray().Select(user => (long)user!["id"]!);

    private async Task<List<long>> ReadAllAsync(string query = "")
    {
        List<long> ids = [];
        string? cursor = "";
        while (cursor is not null)
        {
            var page = await client.GetJsonAsync($"/api/1/users?after_cursor={cursor}&{query}");
            ids.AddRange(Ids(page));
            cursor = (string?)page["pagination"]!["after_cursor"];
        }

        return ids;
    }
}
