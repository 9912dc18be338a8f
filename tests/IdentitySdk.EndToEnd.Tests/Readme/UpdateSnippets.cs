using IdentitySdk.Testing;
using OneLoginApi = IdentitySdk.OneLogin.OneLoginApi;

namespace IdentitySdk.Tests.Readme;

/// <summary>The examples of docs/updates.md, compared by <see cref="ReadmeTests"/> and run against the emulators.</summary>
internal sealed class UpdateSnippets
{
    [Test]
    public async Task Okta_update_sends_set_members()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 3 });
        emulator.DefineAttribute("favoriteEngine");
        using var okta = new Okta.OktaClient(new() { BaseAddress = emulator.BaseAddress, Credential = Okta.OktaCredential.ApiToken(emulator.ApiToken) });
        var id = emulator.SeededUserIds.First();

        #region OktaUpdate
        var update = new Okta.UpdateUserRequest { Profile = new() { Title = "Countess", SecondEmail = null } };
        update.Profile.AdditionalData["favoriteEngine"] = "Analytical";
        Okta.User user = await okta.Users.UpdateAsync(id, update);
        #endregion
        Assert.That((user.Profile!.Title, user.Profile.GetString("favoriteEngine")), Is.EqualTo(("Countess", "Analytical")));
    }

    [Test]
    public async Task Okta_difference_sends_changed_members()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 3 });
        using var okta = new Okta.OktaClient(new() { BaseAddress = emulator.BaseAddress, Credential = Okta.OktaCredential.ApiToken(emulator.ApiToken) });
        var id = emulator.SeededUserIds.First();

        #region Difference
        Okta.User before = await okta.Users.GetAsync(id);
        Okta.User after = await okta.Users.GetAsync(id);
        after.Profile!.Department = "Engines";

        Okta.UpdateUserRequest update = before.DiffTo(after);
        if (update.IsSet(nameof(update.Profile)))
        {
            await okta.Users.UpdateAsync(id, update);
        }
        #endregion
        Assert.That(Newtonsoft.Json.JsonConvert.SerializeObject(update), Is.EqualTo("""{"profile":{"department":"Engines"}}"""));
        Assert.That((await okta.Users.GetAsync(id)).Profile!.Department, Is.EqualTo("Engines"));
    }

    [Test]
    public async Task OneLogin_update_uses_separate_calls_for_password_and_roles()
    {
        await using var emulator = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 3 });
        using var oneLogin = new OneLogin.OneLoginClient(new()
        {
            BaseAddress = emulator.BaseAddress,
            Credential = OneLogin.OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret),
        });
        var (password, roleId) = ("analytical-Engine-1843", emulator.RoleIds[0]);

        #region OneLoginUpdate
        OneLogin.User user = await oneLogin.Users.CreateAsync(new()
        {
            Email = "ada@example.com",
            Username = "ada",
            Firstname = "Ada",
            Lastname = "Lovelace",
        });
        long id = user.Id!.Value;
        await oneLogin.UserSecurity.SetPasswordAsync(id, new() { Password = password, PasswordConfirmation = password });
        await oneLogin.UserRoles.AddAsync(id, new() { RoleIdArray = [roleId] });
        await oneLogin.Users.UpdateAsync(id, new() { Title = "Countess", GroupId = null });
        #endregion
        Assert.That((await oneLogin.Users.GetAsync(id)).Title, Is.EqualTo("Countess"));
        Assert.That(await oneLogin.UserRoles.ListAllAsync(id).ToListAsync(), Is.EqualTo(new[] { roleId }));
    }

    [Test]
    public void OneLogin_newer_API_accepts_more_members()
    {
        var (address, credential, user) = (new Uri("https://example.onelogin.com"), OneLogin.OneLoginCredential.AccessToken("token"), new OneLogin.User { RoleIds = [1] });

        #region NewerApi
        using var oneLogin = new OneLogin.OneLoginClient(new() { BaseAddress = address, Credential = credential, Api = OneLoginApi.Newer });

        var copy = OneLogin.UpdateUserRequest.From(user, OneLoginApi.Newer);
        #endregion
        Assert.That(copy.RoleIds, Is.EqualTo(new[] { 1L }));
    }
}
