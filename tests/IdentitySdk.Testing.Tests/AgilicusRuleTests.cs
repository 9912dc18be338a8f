using System.Text;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Tests.Scenarios;

namespace IdentitySdk.Testing.Tests;

/// <summary>Rules of Agilicus.</summary>
public sealed class AgilicusRuleTests
{
    private AgilicusScenario _scenario;

    [SetUp]
    public void Arrange() => _scenario = new AgilicusScenario();

    [TearDown]
    public void Dispose()
    {
        Assert.That(_scenario.Agilicus.Failure, Is.Null);
        _scenario.Dispose();
    }

    [TestCase("has_resource_roles=true", 1)]
    [TestCase("has_resource_roles=false", 2)]
    [TestCase("issuer=https://auth.example.com", 3)]
    [TestCase("issuer=https://other.example.com", 0)]
    [TestCase("upstream_user_id=first", 1)]
    [TestCase("upstream_user_id=FIRST", 0)]
    [TestCase("upstream_idp_id=https://idp.example.com", 1)]
    [TestCase("type=service_account", 1)]
    [TestCase("type=user&type=service_account", 3)]
    [TestCase("orgless_users=true", 0)]
    public async Task Documented_filters_work(string query, int count)
    {
        var response = await SendAsync("GET", $"/users?{query}", null);

        Assert.That(response.Json!["users"]!.AsArray(), Has.Count.EqualTo(count), response.Text);
    }

    [TestCase("GET", "/users?has_roles=x", null)]
    [TestCase("GET", "/users?status=sleeping", null)]
    [TestCase("GET", "/v1/access_requests", null)]
    [TestCase("POST", "/users", """{"email":5}""")]
    [TestCase("POST", "/users", """{"email":"x@example.com","roles":{"wiki":"owner"}}""")]
    [TestCase("POST", "/users", """{"email":"x@example.com","org_id":"nowhere"}""")]
    [TestCase("POST", "/v1/service_accounts", """{"spec":{"name":"sync"}}""")]
    [TestCase("POST", "/v1/user_metadata", """{"spec":{"user_id":"unknown"}}""")]
    public async Task Invalid_request_is_refused(string method, string path, string? body)
    {
        var response = await SendAsync(method, path, body);

        Assert.That(response.Status, Is.EqualTo(400), response.Text);
        Assert.That(response.Json!["error_message"]!.ToString(), Is.Not.Empty);
    }

    [Test]
    public async Task Put_of_a_user_request_ignores_the_state_and_post_applies_it()
    {
        var path = _scenario.Call("UserRequests_Get").Path;
        var put = await SendAsync("PUT", path, _scenario.RequestBody("approved"));
        var requested = await LevelAsync();
        var post = await SendAsync("POST", path, _scenario.RequestBody("approved"));
        var granted = await LevelAsync();
        var declined = await SendAsync("POST", path, _scenario.RequestBody("declined"));

        Assert.That((put.Json!["spec"]!["state"]!.ToString(), requested), Is.EqualTo(("pending", "requested")));
        Assert.That((post.Json!["spec"]!["state"]!.ToString(), granted), Is.EqualTo(("approved", "granted")));
        Assert.That(declined.Status, Is.EqualTo(400));
    }

    [Test]
    public async Task Removal_from_an_organisation_does_not_delete_the_user()
    {
        await _scenario.SendAsync(_scenario.Call("Users_Remove"));

        var inOrg = await SendAsync("GET", $"/users/{_scenario.User}?org_id={_scenario.Agilicus.OrgId}", null);
        var alone = await SendAsync("GET", $"/users/{_scenario.User}", null);
        var orgless = await SendAsync("GET", "/users?orgless_users=true", null);
        var twice = await _scenario.SendAsync(_scenario.Call("Users_Remove"));

        Assert.That((inOrg.Status, alone.Status, twice.Status), Is.EqualTo((404, 200, 404)));
        Assert.That(orgless.Json!["users"]!.AsArray().Single()!["id"]!.ToString(), Is.EqualTo(_scenario.User));
    }

    [Test]
    public async Task Member_of_two_organisations_is_listed_in_both()
    {
        var org = _scenario.Agilicus.AddOrg("Second");
        _scenario.Agilicus.AddMember(org, _scenario.User);

        var orgs = await SendAsync("GET", $"/users/{_scenario.User}/orgs", null);
        var listed = await SendAsync("GET", $"/users?org_id={org}", null);

        Assert.That(orgs.Json!["orgs"]!.AsArray().Select(each => each!["organisation"]!.ToString()), Is.EqualTo(new[] { "Example Corp", "Second" }));
        Assert.That(listed.Json!["users"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Service_account_has_a_user_that_is_listed_and_updated()
    {
        var (_, account) = (0, await SendAsync("POST", "/v1/service_accounts", _scenario.Account("robot")));
        var (id, user) = (account.Json!["metadata"]!["id"], account.Json["status"]!["user"]!["id"]!.ToString());
        await SendAsync("PUT", $"/v1/service_accounts/{id}", $$"""{"spec":{"name":"renamed","org_id":"{{_scenario.Agilicus.OrgId}}","enabled":false} }""");
        var disabled = await SendAsync("GET", $"/users/{user}", null);
        var found = await SendAsync("GET", $"/v1/service_accounts?user_id={user}", null);
        await SendAsync("DELETE", $"/v1/service_accounts/{id}", null);
        var gone = await SendAsync("GET", $"/users/{user}", null);

        Assert.That(disabled.Json!["status"]!.ToString(), Is.EqualTo("disabled"));
        Assert.That(disabled.Json["email"]!.ToString(), Is.EqualTo("robot@service.example.com"), "the address never changes");
        Assert.That(found.Json!["service_accounts"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(gone.Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Bulk_update_updates_existing_metadata_and_adds_the_rest()
    {
        var bulk = _scenario.Call("UserMetadata_BulkUpdate");
        await _scenario.SendAsync(bulk);
        await _scenario.SendAsync(bulk with { Body = bulk.Body!.Replace("{}", "[]", StringComparison.Ordinal) });

        var all = await SendAsync("GET", "/v1/user_metadata?data_type=json", null);
        var data = all.Json!["user_metadata"]!.AsArray().Where(each => each!["spec"]!["name"] is null).Select(each => each!["spec"]!["data"]!.ToString())
            .ToList();

        Assert.That(data, Has.Count.EqualTo(3).And.All.EqualTo("[]"));
    }

    [Test]
    public async Task Identity_is_unique_and_belongs_to_the_user_of_the_path()
    {
        var path = $"/users/{_scenario.User}/upstream_user_identities";
        var twice = await SendAsync("POST", path, _scenario.Identity("first"));
        var foreign = await SendAsync("POST", $"/users/{_scenario.Other}/upstream_user_identities", _scenario.Identity("third"));
        var user = await SendAsync("GET", $"/users/{_scenario.User}", null);

        Assert.That((twice.Status, foreign.Status), Is.EqualTo((400, 400)));
        Assert.That(user.Json!["upstream_user_identities"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Reset_removes_all_methods()
    {
        await _scenario.SendAsync(_scenario.Call("MfaChallengeMethods_Reset"));

        var methods = await SendAsync("GET", $"/users/{_scenario.User}/mfa_challenge_methods", null);
        var enrolled = await SendAsync("GET", "/v1/combined_user_details?mfa_enrolled=true", null);

        Assert.That(methods.Json!["mfa_challenge_methods"]!.AsArray(), Is.Empty);
        Assert.That(enrolled.Json!["combined_user_details"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task Access_requests_have_pages_by_address()
    {
        for (var i = 0; i < 5; i++)
        {
            var id = _scenario.Agilicus.Users.Add(new AgilicusPerson { Email = $"p{i}@example.com" });
            await SendAsync("POST", "/v1/user_requests", _scenario.RequestBody("pending").Replace(_scenario.User, id, StringComparison.Ordinal));
        }

        List<string> emails = [];
        var cursor = "";
        do
        {
            var page = await SendAsync("GET", $"/v1/access_requests?org_id={_scenario.Agilicus.OrgId}&limit=2&email={cursor}", null);
            emails.AddRange(page.Json!["access_requests"]!.AsArray().Select(row => row!["status"]!["user"]!["email"]!.ToString()));
            cursor = page.Json["next_page_email"]!.ToString();
        }
        while (cursor.Length > 0);

        Assert.That(emails, Is.EqualTo(new[] { "ada", "p0", "p1", "p2", "p3", "p4" }.Select(name => $"{name}@example.com")));
    }

    private async Task<string> LevelAsync()
    {
        var access = await SendAsync("GET", $"/v1/user_application_access_info?org_id={_scenario.Agilicus.OrgId}&user_id={_scenario.User}", null);
        return access.Json!["user_application_access_info"]!.AsArray().Select(row => row!["status"]!)
            .Single(row => row["application_name"]!.ToString() == "expenses")["access_level"]!.ToString();
    }

    private Task<ScenarioResponse> SendAsync(string method, string path, string? body) =>
        _scenario.SendAsync(method, path, body is null ? null : Encoding.UTF8.GetBytes(body));
}
