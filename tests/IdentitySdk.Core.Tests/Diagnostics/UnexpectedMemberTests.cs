using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;

namespace IdentitySdk.Tests;

/// <summary>An undocumented JSON type causes one log event and one measurement per response, not per item.</summary>
[NonParallelizable]
public sealed class UnexpectedMemberTests
{
    [Test]
    public async Task Okta_page_with_200_undocumented_types_logs_each_member_once() => await AssertOnceAsync(
        """{"id":"00u1","_links":{"self":{"href":"https://x"},"note":"t"},"created":5}""",
        "[{0}]",
        ["User._links", "User.created"],
        async (transport, log) =>
        {
            using var okta = new OktaClient(new OktaClientOptions
            {
                BaseAddress = new Uri("https://okta.example"), Credential = OktaCredential.ApiToken("token"), Transport = transport, LoggerFactory = log,
            });
            var page = await okta.Users.ListAsync();
            Assert.That(page.Items.Select(user => user.Links!["self"][0].Href), Has.All.EqualTo("https://x"));
            return page.Items;
        });

    [Test]
    public async Task OneLogin_page_with_200_undocumented_types_logs_each_member_once() => await AssertOnceAsync(
        """{"id":7,"role_id":[1,"2",null,3],"custom_attributes":{"a":"x","n":5}}""",
        """{{"status":{{"error":false,"code":200,"type":"success","message":"Success"}},"pagination":{{"after_cursor":null}},"data":[{0}]}}""",
        ["User.role_id", "User.custom_attributes"],
        async (transport, log) =>
        {
            using var oneLogin = new OneLoginClient(new OneLoginClientOptions
            {
                BaseAddress = new Uri("https://onelogin.example"),
                Credential = OneLoginCredential.AccessToken("token"),
                Transport = transport,
                LoggerFactory = log,
            });
            var page = await oneLogin.Users.ListAsync();
            var values = page.Items.Select(user => (user.RoleId![0], user.RoleId[1], user.RoleId.Count, user.CustomAttributes!["a"]));
            Assert.That(values, Has.All.EqualTo((1L, 3L, 2, "x")));
            return page.Items;
        });

    [Test]
    public async Task Agilicus_page_with_200_undocumented_types_logs_each_member_once() => await AssertOnceAsync(
        """{"id":"u1","roles":{"app":["r",5],"other":5},"upstream_user_identities":["none",{"metadata":{"id":"m"}}]}""",
        """{{"users":[{0}],"limit":200}}""",
        ["User.roles", "User.upstream_user_identities"],
        async (transport, log) =>
        {
            using var agilicus = new AgilicusClient(new AgilicusClientOptions
            {
                BaseAddress = new Uri("https://agilicus.example"),
                Credential = AgilicusCredential.AccessToken("token"),
                Transport = transport,
                LoggerFactory = log,
            });
            var page = await agilicus.Users.ListAsync();
            var values = page.Items.Select(user => (user.Roles!["app"].Single(), user.Roles.Count, user.UpstreamUserIdentities!.Count));
            Assert.That(values, Has.All.EqualTo(("r", 1, 1)));
            return page.Items;
        });

    private static async Task AssertOnceAsync(
        string user, string page, string[] members, Func<ScriptedTransport, ListLogger, Task<IReadOnlyList<ApiObject>>> listAsync)
    {
        using var recorded = new RecordedDiagnostics();
        using var log = new ListLogger();
        var body = string.Format(System.Globalization.CultureInfo.InvariantCulture, page, string.Join(',', Enumerable.Repeat(user, 200)));
        using var transport = new ScriptedTransport().Respond(200, body);
        var users = await listAsync(transport, log);

        Assert.That(users, Has.Count.EqualTo(200));
        Assert.That(log.Events.Where(each => each.Id.Id == 3).Select(each => each.Values["Member"]), Is.EqualTo(members));
        var measured = recorded.Measurements.Where(each => each.Name == "identitysdk.client.unexpected_members");
        Assert.That(measured.Select(each => each.Tags["identitysdk.member"]), Is.EqualTo(members));
        Json.Serializer.AssertSame(Newtonsoft.Json.JsonConvert.SerializeObject(users[199]), user);
    }
}
