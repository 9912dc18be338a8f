using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Testing.Tests;

/// <summary>Behavior of vendors beyond requests and responses: lists that lag, slow transitions, lost responses, rounding, limits.</summary>
public sealed class VendorBehaviorTests
{
    /// <summary>Not a whole number of seconds, so that resets are rounded.</summary>
    private static readonly TimeSpan s_window = TimeSpan.FromMilliseconds(59_701);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, 400, TimeSpan.Zero));

    [Test]
    public async Task Okta_search_lags_behind_writes_and_filter_does_not()
    {
        await using var okta = OktaEmulator.Create(new() { UserCount = 3, ConsistencyDelay = TimeSpan.FromSeconds(30), TimeProvider = _clock });
        using var client = TestClient.CreateInProcess(okta, $"SSWS {okta.ApiToken}");
        var id = okta.SeededUserIds.First();
        await client.SendJsonAsync("POST", $"/api/v1/users/{id}", """{"profile":{"title":"Countess"}}""");
        var added = okta.Users.Add(new OktaPerson { Login = "new@example.com" });

        var search = Uri.EscapeDataString("profile.title eq \"Countess\" or profile.login eq \"new@example.com\"");
        var early = await client.GetJsonAsync($"/api/v1/users?search={search}");
        var read = await client.GetJsonAsync($"/api/v1/users/{id}");
        var listed = await client.GetJsonAsync($"/api/v1/users?filter={Uri.EscapeDataString("profile.login eq \"new@example.com\"")}");
        _clock.Advance(TimeSpan.FromSeconds(31));
        var late = await client.GetJsonAsync($"/api/v1/users?search={search}");

        Assert.That(early.AsArray(), Is.Empty);
        Assert.That(read["profile"]!["title"]!.ToString(), Is.EqualTo("Countess"));
        Assert.That(listed.AsArray().Single()!["id"]!.ToString(), Is.EqualTo(added));
        Assert.That(late.AsArray().Select(user => user!["id"]!.ToString()), Is.EquivalentTo(new[] { id, added }));
    }

    [Test]
    public async Task OneLogin_and_Agilicus_lists_lag_behind_writes()
    {
        await using var oneLogin = OneLoginEmulator.Create(new() { UserCount = 3, ConsistencyDelay = TimeSpan.FromSeconds(30), TimeProvider = _clock });
        await using var agilicus = AgilicusEmulator.Create(new() { UserCount = 3, ConsistencyDelay = TimeSpan.FromSeconds(30), TimeProvider = _clock });
        using var first = TestClient.CreateInProcess(oneLogin, $"bearer {oneLogin.IssueAccessToken()}");
        using var second = TestClient.CreateInProcess(agilicus, $"Bearer {agilicus.AccessToken}");
        oneLogin.Users.Add(new OneLoginPerson { Email = "new@example.com" });
        agilicus.Users.Add(new AgilicusPerson { Email = "new@example.com" });

        var early = (await CountAsync(first, "/api/1/users", "data"), await CountAsync(second, "/users", "users"));
        _clock.Advance(TimeSpan.FromSeconds(31));
        var late = (await CountAsync(first, "/api/1/users", "data"), await CountAsync(second, "/users", "users"));

        Assert.That((early, late), Is.EqualTo(((3, 3), (4, 4))));
    }

    [Test]
    public async Task Okta_transition_takes_time_and_refuses_further_transitions()
    {
        await using var okta = OktaEmulator.Create(new() { UserCount = 0, TransitionTime = TimeSpan.FromMinutes(2), TimeProvider = _clock });
        using var client = TestClient.CreateInProcess(okta, $"SSWS {okta.ApiToken}");
        var id = okta.Users.Add(new OktaPerson { Login = "a@example.com", Status = "STAGED" });

        await client.SendJsonAsync("POST", $"/api/v1/users/{id}/lifecycle/activate?sendEmail=false", "");
        var (again, error) = await client.SendJsonAsync("POST", $"/api/v1/users/{id}/lifecycle/deactivate", "");
        var meanwhile = okta.Users.Get(id)!;
        _clock.Advance(TimeSpan.FromMinutes(3));
        var after = okta.Users.Get(id)!;

        Assert.That(((int)again.StatusCode, error!["errorCode"]!.ToString()), Is.EqualTo((409, "E0000112")));
        Assert.That((meanwhile["status"]!.ToString(), meanwhile["transitioningToStatus"]!.ToString()), Is.EqualTo(("STAGED", "ACTIVE")));
        Assert.That((after["status"]!.ToString(), after["transitioningToStatus"]), Is.EqualTo(("ACTIVE", (JsonNode?)null)));
    }

    [Test]
    public async Task OneLogin_lock_ends_after_its_duration()
    {
        await using var oneLogin = OneLoginEmulator.Create(new() { UserCount = 0, TimeProvider = _clock });
        using var client = TestClient.CreateInProcess(oneLogin, $"bearer {oneLogin.IssueAccessToken()}");
        var id = oneLogin.Users.Add(new OneLoginPerson { Email = "a@example.com" });

        await client.SendJsonAsync("PUT", $"/api/1/users/{id}/lock_user", """{"locked_until":10}""");
        var locked = (int)oneLogin.Users.Get(id)!["status"]!;
        _clock.Advance(TimeSpan.FromMinutes(11));

        Assert.That((locked, (int)oneLogin.Users.Get(id)!["status"]!), Is.EqualTo((3, 1)));
    }

    [Test]
    public async Task Okta_service_app_without_a_role_sees_empty_lists()
    {
        await using var okta = OktaEmulator.Create(new() { UserCount = 3, HasAdministratorRole = false });
        using var client = TestClient.CreateInProcess(okta, $"Bearer {okta.IssueAccessToken()}");

        var list = await client.GetJsonAsync("/api/v1/users");
        var (read, error) = await client.SendJsonAsync("GET", $"/api/v1/users/{okta.SeededUserIds.First()}");

        Assert.That(list.AsArray(), Is.Empty);
        Assert.That(((int)read.StatusCode, error!["errorCode"]!.ToString()), Is.EqualTo((403, "E0000006")));
    }

    [TestCase("okta.users.manage", 403)]
    [TestCase("okta.roles.read", 200)]
    public async Task Okta_roles_need_their_own_scope(string scope, int status)
    {
        await using var okta = OktaEmulator.Create(new() { UserCount = 1 });
        using var client = TestClient.CreateInProcess(okta, $"Bearer {okta.IssueAccessToken(scope)}");

        var (response, _) = await client.SendJsonAsync("GET", $"/api/v1/users/{okta.SeededUserIds.First()}/roles");

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Rate_limit_reset_is_rounded_up_or_down(bool roundsDown)
    {
        await using var okta = OktaEmulator.Create(new()
        {
            UserCount = 1, RateLimit = 1, RateLimitWindow = s_window, RateLimitResetRoundsDown = roundsDown, TimeProvider = _clock,
        });
        using var client = TestClient.CreateInProcess(okta, $"SSWS {okta.ApiToken}");
        await client.SendJsonAsync("GET", "/api/v1/users/me");

        var (response, _) = await client.SendJsonAsync("GET", "/api/v1/users/me");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        var reset = DateTimeOffset.FromUnixTimeSeconds(long.Parse(response.Header("X-Rate-Limit-Reset")));
        var end = new DateTimeOffset(((_clock.GetUtcNow().UtcTicks / s_window.Ticks) + 1) * s_window.Ticks, TimeSpan.Zero);
        Assert.That(end - reset, Is.Not.EqualTo(TimeSpan.Zero)
            .And.InRange(TimeSpan.FromSeconds(roundsDown ? 0 : -1), TimeSpan.FromSeconds(roundsDown ? 1 : 0)));
    }

    private static async Task<int> CountAsync(HttpClient client, string path, string member) => (await client.GetJsonAsync(path))[member]!.AsArray().Count;
}
