using IdentitySdk.Testing.Tests.Scenarios;

namespace IdentitySdk.Testing.Tests;

/// <summary>
/// The lifecycle of Okta's users: each action in each status, as in Okta's reference. A cell is an error such as "403 E0000016", or the next status.
/// </summary>
public sealed class OktaLifecycleTests
{
    private static readonly string[] s_rows =
    [
        // In the order of OktaScenario.Statuses.
        "lifecycle/activate | ACTIVE | 403 E0000016 | 403 E0000016 | 403 E0000016 | 403 E0000016 | 403 E0000016 | 403 E0000016 | PROVISIONED",
        "lifecycle/reactivate | 403 E0000038 | PROVISIONED | 403 E0000038 | PROVISIONED | 403 E0000038 | 403 E0000038 | 403 E0000038 | 403 E0000038",
        "lifecycle/deactivate | DEPROVISIONED | DEPROVISIONED | DEPROVISIONED | DEPROVISIONED | DEPROVISIONED | DEPROVISIONED | DEPROVISIONED | 404 E0000007",
        "lifecycle/suspend | 400 E0000001 | 400 E0000001 | SUSPENDED | 400 E0000001 | 400 E0000001 | 400 E0000001 | 400 E0000001 | 400 E0000001",
        "lifecycle/unsuspend | 400 E0000001 | 400 E0000001 | 400 E0000001 | 400 E0000001 | 400 E0000001 | 400 E0000001 | ACTIVE | 400 E0000001",
        "lifecycle/unlock | 403 E0000038 | 403 E0000038 | 403 E0000038 | 403 E0000038 | ACTIVE | 403 E0000038 | 403 E0000038 | 403 E0000038",
        "lifecycle/expire_password | 403 E0000038 | 403 E0000038"
            + " | PASSWORD_EXPIRED | 403 E0000038 | 403 E0000038 | PASSWORD_EXPIRED | 403 E0000038 | 403 E0000038",
        "lifecycle/reset_password?sendEmail=false | 403 E0000038 | 403 E0000038 | RECOVERY | RECOVERY | RECOVERY | RECOVERY | 403 E0000038 | 403 E0000038",
        "lifecycle/reset_factors | STAGED | PROVISIONED | ACTIVE | RECOVERY | LOCKED_OUT | PASSWORD_EXPIRED | SUSPENDED | 403 E0000038",
        "credentials/change_password | STAGED | 403 E0000038 | ACTIVE | ACTIVE | 403 E0000038 | ACTIVE | 403 E0000038 | 403 E0000038",
        "credentials/change_recovery_question | STAGED | 403 E0000036 | ACTIVE | RECOVERY | 403 E0000036 | 403 E0000036 | 403 E0000036 | 403 E0000036",
        "credentials/forgot_password | 403 E0000034 | 403 E0000034 | ACTIVE | 403 E0000034 | 403 E0000034 | 403 E0000034 | 403 E0000034 | 403 E0000034",
        "credentials/forgot_password_recovery_question | 403 E0000034 | 403 E0000034"
            + " | ACTIVE | 403 E0000034 | 403 E0000034 | 403 E0000034 | 403 E0000034 | 403 E0000034",
    ];

    public static IEnumerable<TestCaseData> Cells =>
        from row in s_rows
        let cells = row.Split('|', StringSplitOptions.TrimEntries)
        from index in Enumerable.Range(0, OktaScenario.Statuses.Length)
        select new TestCaseData(cells[0], OktaScenario.Statuses[index], cells[index + 1]);

    [TestCaseSource(nameof(Cells))]
    public async Task Action_leads_to_the_documented_status_or_is_refused(string action, string status, string expected)
    {
        using var scenario = new OktaScenario();
        var path = $"/api/v1/users/{scenario.User(status)}";
        var call = scenario.Calls.FirstOrDefault(each => each.Body is not null && each.Path.EndsWith($"/{action}", StringComparison.Ordinal));

        var response = await scenario.SendAsync(new EmulatorCall("", "POST", $"{path}/{action}", call?.Body ?? ""));

        var user = scenario.Okta.Users.Get(scenario.User(status))!;
        var outcome = response.Status >= 400 ? $"{response.Status} {response.Json!["errorCode"]}" : user["status"]!.ToString();
        Assert.That(outcome, Is.EqualTo(expected), response.Text);
        Assert.That(response.Status < 400 || user["status"]!.ToString() == status);
    }

    [Test]
    public async Task Deletion_deactivates_first()
    {
        foreach (var status in OktaScenario.Statuses)
        {
            using var scenario = new OktaScenario();
            var id = scenario.User(status);

            var response = await scenario.SendAsync("DELETE", $"/api/v1/users/{id}", null);

            Assert.That(response.Status, Is.EqualTo(204));
            Assert.That(scenario.Okta.Users.Get(id)?["status"]?.ToString(), Is.EqualTo(status == "DEPROVISIONED" ? null : "DEPROVISIONED"));
        }
    }

    [Test]
    public async Task Deleted_user_leaves_nothing_behind()
    {
        using var scenario = new OktaScenario();
        var active = scenario.User("ACTIVE");
        await scenario.SendAsync("PUT", $"/api/v1/users/{scenario.User("STAGED")}/linkedObjects/manager/{active}", []);
        await scenario.SendAsync("DELETE", $"/api/v1/users/{active}", null);
        await scenario.SendAsync("DELETE", $"/api/v1/users/{active}", null);

        var links = await scenario.SendAsync("GET", $"/api/v1/users/{scenario.User("STAGED")}/linkedObjects/manager", null);

        Assert.That(links.Text, Is.EqualTo("[]"));
        Assert.That((await scenario.SendAsync("GET", $"/api/v1/users/{active}/groups", null)).Status, Is.EqualTo(404));
    }
}
