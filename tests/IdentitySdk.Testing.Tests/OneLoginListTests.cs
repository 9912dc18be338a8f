using System.Text.Json.Nodes;

namespace IdentitySdk.Testing.Tests;

public sealed class OneLoginListTests
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
    public async Task All_pages_contain_every_seeded_user()
    {
        var ids = await ReadAllAsync();

        Assert.That(ids, Is.EqualTo(_onelogin.SeededUserIds));
        Assert.That(_onelogin.RequestCount, Is.EqualTo(3));
    }

    [TestCase("sort=-id")]
    [TestCase("sort=%2Bid&limit=7")]
    [TestCase("sort=-id&limit=7")]
    public async Task Sort_and_limit_change_only_order_and_pages(string query)
    {
        var ids = await ReadAllAsync(query);

        Assert.That(ids, query.Contains("-id") ? Is.EqualTo(_onelogin.SeededUserIds.Reverse()) : Is.EqualTo(_onelogin.SeededUserIds));
    }

    [Test]
    public async Task Before_cursor_returns_the_previous_page()
    {
        var first = await _client.GetJsonAsync("/api/1/users");
        var second = await _client.GetJsonAsync($"/api/1/users?after_cursor={first["pagination"]!["after_cursor"]}");

        var back = await _client.GetJsonAsync($"/api/1/users?before_cursor={second["pagination"]!["before_cursor"]}");

        Assert.That(Ids(back), Is.EqualTo(Ids(first)));
        Assert.That(first["pagination"]!["before_cursor"], Is.Null);
        Assert.That(back["pagination"]!["before_cursor"], Is.Null);
        Assert.That(first["pagination"]!["next_link"]!.ToString(), Does.StartWith(_onelogin.BaseAddress.ToString()));
    }

    [Test]
    public async Task Before_cursor_far_beyond_the_last_user_returns_the_last_page()
    {
        var cursor = Convert.ToBase64String("account_id:::--##id:::9000000000000000"u8);

        var page = await _client.GetJsonAsync($"/api/1/users?before_cursor={Uri.EscapeDataString(cursor)}");

        Assert.That(Ids(page), Is.EqualTo(_onelogin.SeededUserIds.TakeLast(50)));
    }

    [Test]
    public async Task Duplicate_page_repeats_users_and_empty_page_loses_none()
    {
        _onelogin.Faults.Next(2, Fault.EmptyMiddlePage);
        var complete = await ReadAllAsync();
        _onelogin.Faults.Next(Fault.DuplicatePage);
        var doubled = await ReadAllAsync();

        Assert.That(complete, Is.EqualTo(_onelogin.SeededUserIds));
        Assert.That(doubled, Is.EqualTo(_onelogin.SeededUserIds.Take(50).Concat(_onelogin.SeededUserIds)));
    }

    [Test]
    public async Task Filter_matches_exactly_or_by_wildcard()
    {
        var user = (await _client.GetJsonAsync($"/api/1/users/{_onelogin.SeededUserIds.ElementAt(77)}"))["data"]![0]!;

        Assert.That(await ReadAllAsync($"email={user["email"]}"), Is.EqualTo(new[] { (long)user["id"]! }));
        Assert.That(await ReadAllAsync("email=*@example.com"), Has.Count.EqualTo(120));
        Assert.That(await ReadAllAsync("firstname=Ada"), Is.Not.Empty.And.Count.LessThan(60));
        Assert.That(await ReadAllAsync("custom_attributes.employeeNumber=E000007*"), Is.Not.Empty.And.Count.LessThan(11));
        Assert.That(await ReadAllAsync("created_since=2018-01-01T00:00:00.000Z"), Is.Not.Empty.And.Count.LessThan(120));
        Assert.That(await ReadAllAsync("status=1"), Is.Empty, "the vendor does not filter by status and reports no error");
    }

    [TestCase("sort=email", "Invalid sort field: email")]
    [TestCase("after_cursor=60000003", "Invalid pagination cursor")]
    public async Task Unsupported_query_is_rejected(string query, string message)
    {
        var (response, body) = await _client.SendJsonAsync("GET", $"/api/1/users?{query}");

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That((string?)body!["status"]!["message"], Is.EqualTo(message));
    }

    private static IEnumerable<long> Ids(JsonNode page) => page["data"]!.AsArray().Select(user => (long)user!["id"]!);

    private async Task<List<long>> ReadAllAsync(string query = "")
    {
        List<long> ids = [];
        string? cursor = "";
        while (cursor is not null)
        {
            var page = await _client.GetJsonAsync($"/api/1/users?after_cursor={cursor}&{query}");
            ids.AddRange(Ids(page));
            cursor = (string?)page["pagination"]!["after_cursor"];
        }

        return ids;
    }
}
