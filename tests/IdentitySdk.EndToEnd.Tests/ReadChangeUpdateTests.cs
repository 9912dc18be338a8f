using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>Reads a user, changes it and sends it over real HTTP: an update sends only the change, and a replacement the whole user.</summary>
public sealed class ReadChangeUpdateTests
{
    [Test]
    public async Task Okta_update_sends_the_change_and_replace_sends_all_writable_members()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 3 });
        using var okta = new OktaClient(new OktaClientOptions { BaseAddress = emulator.BaseAddress, Credential = OktaCredential.ApiToken(emulator.ApiToken) });
        var id = emulator.SeededUserIds.First();
        var (before, after) = (await okta.Users.GetAsync(id), await okta.Users.GetAsync(id));
        after.Profile!.Title = "Countess";

        var updated = await okta.Users.UpdateAsync(id, before.DiffTo(after));
        AssertSame(LastBody(emulator), """{"profile":{"title":"Countess"}}""");
        Assert.That((updated.Profile!.Title, updated.Profile.Login), Is.EqualTo(("Countess", before.Profile!.Login)));

        await okta.Users.ReplaceAsync(id, updated);
        var body = LastBody(emulator);
        Assert.That(body.Properties().Select(member => member.Name), Is.SubsetOf(new[] { "profile", "credentials", "type", "realmId" }));
        AssertSame((JObject)body["profile"]!, JObject.FromObject(updated.Profile).ToString());
        Assert.That((await okta.Users.GetAsync(id)).Profile!.Title, Is.EqualTo("Countess"));
    }

    [Test]
    public async Task OneLogin_update_sends_the_change_or_a_copy_of_the_supported_members()
    {
        await using var emulator = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 3, Oddities = true });
        using var oneLogin = new OneLoginClient(new OneLoginClientOptions
        {
            BaseAddress = emulator.BaseAddress,
            Credential = OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret),
        });
        var id = emulator.SeededUserIds.First();
        var (before, after) = (await oneLogin.Users.GetAsync(id), await oneLogin.Users.GetAsync(id));
        (after.Title, after.GroupId) = ("Countess", null);

        await oneLogin.Users.UpdateAsync(id, before.DiffTo(after));
        AssertSame(LastBody(emulator), before.GroupId is null ? """{"title":"Countess"}""" : """{"title":"Countess","group_id":null}""");

        await oneLogin.Users.UpdateAsync(id, OneLogin.UpdateUserRequest.From(await oneLogin.Users.GetAsync(id)));
        Assert.That(LastBody(emulator).Properties().Select(member => member.Name), Is.SubsetOf(new[]
        {
            // The members that the vendor's own Ruby client sends (onelogin-ruby-sdk 35ee99f, get_user_params).
            "external_id", "email", "username", "firstname", "lastname", "distinguished_name", "phone", "company", "department", "title", "status", "state",
            "member_of", "samaccountname", "invalid_login_attempts", "userprincipalname", "group_id", "locale_code", "openid_name", "directory_id", "manager_ad_id",
            "trusted_idp_id",
        }));
        Assert.That((await oneLogin.Users.GetAsync(id)).Title, Is.EqualTo("Countess"));
    }

    [Test]
    public async Task Agilicus_replace_sends_the_whole_user_with_the_change()
    {
        await using var emulator = await AgilicusEmulator.StartAsync(new AgilicusEmulatorOptions { UserCount = 3 });
        using var agilicus = new AgilicusClient(new AgilicusClientOptions { BaseAddress = emulator.BaseAddress, Credential = AgilicusCredential.AccessToken(emulator.AccessToken) });
        var id = emulator.SeededUserIds.First();
        var user = await agilicus.Users.GetAsync(id);
        var expected = JObject.FromObject(user);
        (user.LastName, expected["last_name"]) = ("King", "King");

        await agilicus.Users.ReplaceAsync(id, user);

        AssertSame(LastBody(emulator), expected.ToString());
        Assert.That(expected.Properties().Select(member => member.Name), Does.Contain("id").And.Contain("created"));
    }

    [Test]
    public async Task Update_without_a_change_sends_nothing()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 3 });
        using var okta = new OktaClient(new OktaClientOptions { BaseAddress = emulator.BaseAddress, Credential = OktaCredential.ApiToken(emulator.ApiToken) });
        var user = await okta.Users.GetAsync(emulator.SeededUserIds.First());
        var requests = emulator.RequestCount;

        Assert.That(async () => await okta.Users.UpdateAsync(user.Id!, user.DiffTo(user)), Throws.ArgumentException.With.Property("ParamName").EqualTo("body"));
        Assert.That(emulator.RequestCount, Is.EqualTo(requests));
    }

    private static JObject LastBody(VendorEmulator emulator) => JObject.Parse(emulator.Requests.Last(request => request.Body.Length > 0 && !request.IsTokenRequest).Body);

    private static void AssertSame(JObject actual, string expected) =>
        Assert.That(JToken.DeepEquals(actual, JObject.Parse(expected)), Is.True, () => $"{actual}\nis not\n{expected}");
}
