using IdentitySdk.Testing;

namespace IdentitySdk.Tests;

public sealed class ListTests
{
    [TestCase("okta")]
    [TestCase("onelogin")]
    [TestCase("agilicus")]
    public async Task List_contains_all_users_of_all_pages(string vendor)
    {
        var result = await Tool.RunAsync("users", "list", "--vendor", vendor, "--emulator", "--emulator-users", "1203", "--format", "csv");

        result.AssertSucceeded();
        Assert.That(result.Lines.Skip(1).Distinct().Count(), Is.EqualTo(1203));
    }

    [TestCase(1)]
    [TestCase(60)]
    public async Task Take_limits_each_vendor(int take)
    {
        var result = await Tool.RunAsync("users", "list", "--vendor", "all", "--emulator", "--take", $"{take}", "--format", "csv");

        var vendors = result.Lines.Skip(1).GroupBy(line => line.Split(',')[0]).Select(group => (group.Key, group.Count()));
        Assert.That(vendors, Is.EqualTo(new[] { ("okta", take), ("onelogin", take), ("agilicus", take) }));
    }

    [TestCase("okta", "profile.login eq \"ada.hamilton.1@example.com\"", "okta,00uATVECg0EwS8k9Q5d7,ada.hamilton.1@example.com,Ada Hamilton,ACTIVE")]
    [TestCase("onelogin", "username=ada.*.1", "onelogin,60000010,ada.hamilton.1,Ada Hamilton,active")]
    [TestCase("onelogin", "email=ada.hamilton.1@example.com", "onelogin,60000010,ada.hamilton.1,Ada Hamilton,active")]
    [TestCase("agilicus", "email=e000000001.ada.hamilton@example.com",
        "agilicus,9q8fXG7ECAH5RXXVwTgu5S,e000000001.ada.hamilton@example.com,Ada Hamilton,active")]
    [TestCase("agilicus", "status=pending", "agilicus,7dXXBcxzk8D0Obod2r1anP,e000000002.donald.sahin@example.com,Donald Şahin,pending")]
    public async Task Filter_lists_matching_users_only(string vendor, string filter, string expected)
    {
        var result = await Tool.RunAsync("users", "list", "--vendor", vendor, "--emulator", "--emulator-users", "4", "--filter", filter, "--format", "csv");

        result.AssertSucceeded();
        Assert.That(result.Out, Is.EqualTo($"vendor,id,login,name,status\r\n{expected}\r\n"));
    }

    [Test]
    public async Task Credentials_and_base_urls_are_read_from_the_environment()
    {
        await using var okta = await OktaEmulator.StartAsync();
        await using var oneLogin = await OneLoginEmulator.StartAsync();
        await using var agilicus = await AgilicusEmulator.StartAsync();
        var tool = new Tool
        {
            Variables =
            {
                ["OKTA_BASE_URL"] = okta.BaseAddress.ToString(),
                ["OKTA_API_TOKEN"] = okta.ApiToken,
                ["ONELOGIN_BASE_URL"] = oneLogin.BaseAddress.ToString(),
                ["ONELOGIN_CLIENT_ID"] = oneLogin.ClientId,
                ["ONELOGIN_CLIENT_SECRET"] = oneLogin.ClientSecret,
                ["AGILICUS_BASE_URL"] = agilicus.BaseAddress.ToString(),
                ["AGILICUS_ACCESS_TOKEN"] = agilicus.AccessToken,
            },
        };

        var result = await tool.WithArgumentsAsync(["users", "list", "--vendor", "all", "--take", "1", "--page-size", "7", "--format", "csv"]);

        result.AssertSucceeded();
        Assert.That(result.Lines, Has.Length.EqualTo(4));
        Assert.That(okta.Requests[^1].Query, Does.Contain("limit=7"));
        Assert.That(oneLogin.Requests[^1].Query, Does.Contain("limit=7"));
        Assert.That(agilicus.Requests[^1].Query, Does.Contain("limit=7"));
    }

    [Test]
    public async Task Access_tokens_are_accepted()
    {
        await using var okta = await OktaEmulator.StartAsync();
        await using var oneLogin = await OneLoginEmulator.StartAsync();
        var tool = new Tool { Variables = { ["OKTA_ACCESS_TOKEN"] = okta.IssueAccessToken(), ["ONELOGIN_ACCESS_TOKEN"] = oneLogin.IssueAccessToken() } };

        foreach (var (vendor, address) in new[] { ("okta", okta.BaseAddress), ("onelogin", oneLogin.BaseAddress) })
        {
            (await tool.WithArgumentsAsync(["users", "list", "--vendor", vendor, "--base-url", address.ToString(), "--take", "1"])).AssertSucceeded();
        }
    }

    [Test]
    public async Task Failing_list_stops_after_its_last_complete_line()
    {
        await using var okta = await OktaEmulator.StartAsync();
        okta.Faults.When(request => request.Query.Contains("after="), Fault.Status(500));
        var tool = new Tool { Variables = { ["OKTA_API_TOKEN"] = okta.ApiToken } };

        var result = await tool.WithArgumentsAsync(["users", "list", "--vendor", "okta", "--base-url", okta.BaseAddress.ToString(), "--format", "json"]);

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Error, Does.StartWith("idsdk: Okta GET /api/v1/users: server error, HTTP 500"));
        Assert.That(result.Out, Does.EndWith("}"), "an incomplete list must not be valid JSON");
    }
}
