namespace IdentitySdk.Testing.Tests;

public sealed class OktaListTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(200)]
    [TestCase(450)]
    public async Task All_pages_contain_every_seeded_user(int count)
    {
        await using var okta = await OktaEmulator.StartAsync(new() { UserCount = count });

        var ids = await OktaTestClient.ReadAllIdsAsync(okta);

        Assert.That(ids, Is.EqualTo(okta.SeededUserIds));
        Assert.That(okta.RequestCount, Is.EqualTo(Math.Max(1, (count + 199) / 200)));
    }

    [Test]
    public async Task Self_and_next_links_are_two_header_lines()
    {
        await using var okta = await OktaEmulator.StartAsync();
        using var client = OktaTestClient.Create(okta);

        var (response, _) = await client.SendJsonAsync("GET", "/api/v1/users?limit=3");

        var links = response.Headers.NonValidated["Link"].ToList();
        Assert.That(links, Has.Count.EqualTo(2));
        Assert.That(links[0], Does.EndWith("rel=\"self\""));
        Assert.That(links[1], Does.StartWith($"<{okta.BaseAddress}api/v1/users?after=").And.Contain("limit=3").And.EndWith("rel=\"next\""));
    }

    [Test]
    public async Task Quick_search_returns_ten_users_and_no_next_page()
    {
        await using var okta = await OktaEmulator.StartAsync();
        using var client = OktaTestClient.Create(okta);

        var (response, body) = await client.SendJsonAsync("GET", "/api/v1/users?q=ada");

        Assert.That(body!.AsArray(), Has.Count.EqualTo(10));
        Assert.That(response.Headers.Contains("Link"), Is.False);
    }

    [TestCase("filter=status eq \"SUSPENDED\"")]
    [TestCase("filter=status eq \"SUSPENDED\" or status eq \"STAGED\"")]
    [TestCase("filter=lastUpdated gt \"2018-01-01T00:00:00.000Z\" and (status eq \"ACTIVE\")")]
    [TestCase("search=profile.lastName sw \"Lo\"")]
    [TestCase("search=profile.floor ge 20 and profile.remote eq true")]
    [TestCase("search=profile.languages eq \"ja\"")]
    [TestCase("search=activated pr&sortBy=profile.lastName&sortOrder=desc")]
    public async Task Filter_returns_matching_users_on_all_pages(string query)
    {
        await using var okta = await OktaEmulator.StartAsync();

        var ids = await OktaTestClient.ReadAllIdsAsync(okta, $"/api/v1/users?limit=50&{Uri.EscapeDataString(query).Replace("%3D", "=").Replace("%26", "&")}");

        Assert.That(ids, Is.Not.Empty.And.Count.LessThan(1000).And.Unique);
    }

    [Test]
    public async Task Filter_by_login_finds_one_user_in_a_million()
    {
        await using var okta = await OktaEmulator.StartAsync(new() { UserCount = 1_000_000 });
        using var client = OktaTestClient.Create(okta);
        var user = await client.GetJsonAsync($"/api/v1/users/{okta.SeededUserIds.ElementAt(765_432)}");

        var found = await client.GetJsonAsync($"/api/v1/users?filter={Uri.EscapeDataString($"profile.login eq \"{user["profile"]!["login"]}\"")}");

        Assert.That(found.AsArray().Single()!["id"]!.ToString(), Is.EqualTo(user["id"]!.ToString()));
    }

    [TestCase("filter=profile.title eq \"Director\"", "E0000031")]
    [TestCase("filter=status ne \"ACTIVE\"", "E0000031")]
    [TestCase("filter=status eq ACTIVE", "E0000031")]
    [TestCase("search=status ne \"ACTIVE\"", "E0000031")]
    [TestCase("search=(status eq \"ACTIVE\"", "E0000031")]
    [TestCase("sortBy=id", "E0000031")]
    [TestCase("limit=none", "E0000001")]
    [TestCase("after=nonsense", "E0000001")]
    public async Task Unsupported_query_is_rejected(string query, string code)
    {
        await using var okta = await OktaEmulator.StartAsync();
        using var client = OktaTestClient.Create(okta);

        var (response, body) = await client.SendJsonAsync("GET", $"/api/v1/users?{query}");

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That((string?)body!["errorCode"], Is.EqualTo(code));
    }

    [Test]
    public async Task Limit_beyond_32_bits_is_the_maximum()
    {
        await using var okta = await OktaEmulator.StartAsync(new() { UserCount = 5 });

        Assert.That(await OktaTestClient.ReadAllIdsAsync(okta, "/api/v1/users?limit=5000000000"), Is.EqualTo(okta.SeededUserIds));
    }

    [Test]
    public async Task Deactivated_user_is_listed_by_filters_only()
    {
        await using var okta = await OktaEmulator.StartAsync(new() { UserCount = 5 });
        using var client = OktaTestClient.Create(okta);
        var id = okta.SeededUserIds.ElementAt(2);
        await client.SendJsonAsync("DELETE", $"/api/v1/users/{id}");

        Assert.That(await OktaTestClient.ReadAllIdsAsync(okta), Is.EqualTo(okta.SeededUserIds.Where(other => other != id)));
        Assert.That(await OktaTestClient.ReadAllIdsAsync(okta, "/api/v1/users?filter=status%20eq%20%22DEPROVISIONED%22"), Is.EqualTo(new[] { id }));
    }
}
