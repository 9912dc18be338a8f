using System.Text.Json.Nodes;

namespace IdentitySdk.Testing.Tests;

public sealed class SeedTests
{
    [Test]
    public async Task Two_emulators_seed_the_same_users()
    {
        await using var first = await OneLoginEmulator.StartAsync();
        await using var second = await OneLoginEmulator.StartAsync();

        Assert.That(await ReadAsync(first), Is.EqualTo(await ReadAsync(second)));
    }

    [Test]
    public async Task Seeded_users_are_about_a_kilobyte_in_several_scripts()
    {
        await using var okta = await OktaEmulator.StartAsync();
        using var client = OktaTestClient.Create(okta);

        var text = await client.GetStringAsync("/api/v1/users?limit=200");

        Assert.That(text.Length / 200, Is.InRange(800, 1300));
        Assert.That(text, Does.Contain("Zoë").And.Contain("高橋").And.Contain("null"));
    }

    [TestCase("HIBERNATING")]
    [TestCase("x_future")]
    [TestCase("+00:00")]
    public async Task Oddities_are_off_by_default(string oddity)
    {
        await using var plain = await OktaEmulator.StartAsync();
        await using var odd = await OktaEmulator.StartAsync(new() { Oddities = true });
        using var plainClient = OktaTestClient.Create(plain);
        using var oddClient = OktaTestClient.Create(odd);

        var users = await oddClient.GetStringAsync("/api/v1/users");

        Assert.That((await plainClient.GetStringAsync("/api/v1/users")).Contains(oddity), Is.False);
        Assert.That(users.Contains(oddity), Is.True);
    }

    [Test]
    public async Task Concurrent_writes_lose_nothing()
    {
        await using var okta = await OktaEmulator.StartAsync();
        using var client = OktaTestClient.Create(okta);
        var path = $"/api/v1/users/{okta.SeededUserIds.First()}";
        Enumerable.Range(0, 100).ToList().ForEach(i => okta.DefineAttribute($"custom{i}", "number"));

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => client.SendJsonAsync("POST", path, Custom(i))));

        var profile = (await client.GetJsonAsync(path))["profile"]!.AsObject();
        Assert.That(profile.Count(member => member.Key.StartsWith("custom", StringComparison.Ordinal)), Is.EqualTo(100));
    }

    [Test]
    public async Task Requests_are_recorded_up_to_the_capacity()
    {
        await using var okta = await OktaEmulator.StartAsync(new() { RequestLogCapacity = 2 });
        using var client = OktaTestClient.Create(okta);
        await client.GetJsonAsync("/api/v1/users?limit=1");
        await client.SendJsonAsync("GET", "/api/v1/users/a%2Fb?x=%20");
        await client.SendJsonAsync("POST", "/api/v1/users", """{"a":1}""");

        var (read, created) = (okta.Requests[0], okta.Requests[1]);

        Assert.That(okta.RequestCount, Is.EqualTo(3));
        Assert.That((read.Number, read.Path, read.Query, read.Route), Is.EqualTo((2, "/api/v1/users/a%2Fb", "?x=%20", "/api/v1/users/{userId}")));
        Assert.That((created.Method, created.Body, created.Header("authorization")), Is.EqualTo(("POST", """{"a":1}""", $"SSWS {okta.ApiToken}")));
    }

    private static string Custom(int number) =>
        new JsonObject { ["profile"] = new JsonObject { [$"custom{number}"] = number } }.ToJsonString();

    private static async Task<string> ReadAsync(OneLoginEmulator onelogin)
    {
        using var client = TestClient.Create(onelogin, $"bearer {onelogin.IssueAccessToken()}");
        return (await client.GetJsonAsync("/api/1/users"))["data"]!.ToJsonString();
    }
}
