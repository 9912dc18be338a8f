using System.Text.Json.Nodes;

namespace IdentitySdk.Testing.Tests;

public sealed class AgilicusListTests
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

    [TestCase("limit=50", 3)]
    [TestCase("limit=120", 1)]
    [TestCase("", 1)]
    public async Task All_pages_contain_every_seeded_user(string query, int pages)
    {
        var ids = await ReadAllAsync(query);

        Assert.That(ids, Is.EqualTo(_agilicus.SeededUserIds));
        Assert.That(_agilicus.RequestCount, Is.EqualTo(pages));
    }

    [Test]
    public async Task List_without_an_empty_cursor_has_no_next_page()
    {
        var without = await _client.GetJsonAsync("/users?limit=50");
        var with = await _client.GetJsonAsync("/users?limit=50&previous_email=");

        Assert.That(without.AsObject().ContainsKey("next_page_email"), Is.False);
        Assert.That((string?)with["next_page_email"], Does.EndWith("@example.com"));
        Assert.That((string?)with["previous_page_email"], Is.Empty);
        Assert.That((int)with["limit"]!, Is.EqualTo(50));
    }

    [Test]
    public async Task Backwards_returns_the_previous_page()
    {
        var first = await _client.GetJsonAsync("/users?limit=50&previous_email=");
        var second = await _client.GetJsonAsync($"/users?limit=50&previous_email={first["next_page_email"]}");

        var back = await _client.GetJsonAsync($"/users?limit=50&search_direction=backwards&previous_email={second["previous_page_email"]}");

        Assert.That(back["users"]!.ToJsonString(), Is.EqualTo(first["users"]!.ToJsonString()));
        Assert.That((string?)back["previous_page_email"], Is.Empty);
        Assert.That((string?)back["next_page_email"], Is.EqualTo((string?)first["next_page_email"]));
    }

    [Test]
    public async Task Created_and_renamed_users_are_listed_in_order()
    {
        var (_, first) = await _client.SendJsonAsync("POST", "/users", new { email = "aaa@example.com", org_id = _agilicus.OrgId });
        var (_, last) = await _client.SendJsonAsync("POST", "/users", new { email = "zzz@example.com", org_id = _agilicus.OrgId });
        var moved = _agilicus.SeededUserIds.ElementAt(3);
        var user = await _client.GetJsonAsync($"/users/{moved}");
        user["email"] = "e000000099.x@example.com";
        await _client.SendJsonAsync("PUT", $"/users/{moved}", user.ToJsonString());

        var ids = await ReadAllAsync("limit=20");

        var expected = _agilicus.SeededUserIds.Where(id => id != moved).ToList();
        expected.Insert(expected.IndexOf(_agilicus.SeededUserIds.ElementAt(99)) + 1, moved);
        Assert.That(ids, Is.EqualTo(expected.Prepend(first!["id"]!.ToString()).Append(last!["id"]!.ToString())));
    }

    [Test]
    public async Task Duplicate_empty_and_looping_pages_can_be_injected()
    {
        _agilicus.Faults.Next(3, Fault.EmptyMiddlePage);
        var complete = await ReadAllAsync("limit=50");
        _agilicus.Faults.Next(Fault.DuplicatePage);
        var doubled = await ReadAllAsync("limit=50");
        _agilicus.Faults.Next(2, Fault.CursorLoop);
        var first = await _client.GetJsonAsync("/users?limit=50&previous_email=");
        var second = await _client.GetJsonAsync($"/users?limit=50&previous_email={first["next_page_email"]}");

        Assert.That(complete, Is.EqualTo(_agilicus.SeededUserIds));
        Assert.That(doubled, Is.EqualTo(_agilicus.SeededUserIds.Take(50).Concat(_agilicus.SeededUserIds)));
        Assert.That((string?)second["next_page_email"], Is.EqualTo((string?)first["next_page_email"]));
    }

    [Test]
    public async Task Filter_returns_matching_users_only()
    {
        var user = await _client.GetJsonAsync($"/users/{_agilicus.SeededUserIds.ElementAt(40)}");

        Assert.That(await ReadAllAsync($"email={user["email"]}"), Is.EqualTo(new[] { user["id"]!.ToString() }));
        Assert.That(await ReadAllAsync("prefix_email_search=E00000001"), Has.Count.EqualTo(10));
        Assert.That(await ReadAllAsync("type=user&type=group&status=active"), Is.Not.Empty.And.Count.LessThan(120));
        Assert.That(await ReadAllAsync("status=disabled&status=pending"), Is.Not.Empty.And.Count.LessThan(60));
        Assert.That(await ReadAllAsync("first_name=ad&allow_partial_match=true"), Is.Not.Empty.And.Count.LessThan(60));
        Assert.That(await ReadAllAsync("search_params=lo&search_params=e0"), Is.Not.Empty.And.Count.LessThan(120));
        Assert.That(await ReadAllAsync("org_id=another"), Is.Empty);
        Assert.That(await ReadAllAsync("type=group"), Is.Empty);
    }

    [TestCase("/nothing", 404)]
    [TestCase("/users?limit=0", 400)]
    [TestCase("/users?limit=501", 400)]
    [TestCase("/users/org_user_roles?limit=501", 400)]
    [TestCase("/users/org_user_roles?offset=-1", 400)]
    [TestCase("/v1/service_accounts?limit=501", 400)]
    [TestCase("/users?search_direction=sideways", 400)]
    public async Task Error_has_a_message(string path, int status)
    {
        var (response, body) = await _client.SendJsonAsync("GET", path);

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That((string?)body!["error_message"], Is.Not.Empty);
    }

    private async Task<List<string>> ReadAllAsync(string query)
    {
        List<string> ids = [];
        string? cursor = "";
        do
        {
            var page = await _client.GetJsonAsync($"/users?previous_email={cursor}&{query}");
            ids.AddRange(page["users"]!.AsArray().Select(user => user!["id"]!.ToString()));
            cursor = (string?)page["next_page_email"];
        }
        while (!string.IsNullOrEmpty(cursor));

        return ids;
    }
}
