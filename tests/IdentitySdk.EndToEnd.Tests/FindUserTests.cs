using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;
using Microsoft.AspNetCore.Http;

namespace IdentitySdk.Tests;

/// <summary>Finds one user by login or email, and lists all users, with the emulators.</summary>
public sealed class FindUserTests
{
    [Test]
    public async Task Okta_user_is_found_by_login_and_email_in_any_state()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 20 });
        using var okta = ToOkta(emulator);
        var users = await okta.Users.ListAllAsync(UserScope.IncludingDeactivated).ToListAsync();

        foreach (var user in users)
        {
            Assert.That((await okta.Users.FindByLoginAsync(user.Profile!.Login!))?.Id, Is.EqualTo(user.Id));
            var upper = user.Profile.Login!.ToUpperInvariant();
            Assert.That((await okta.Users.FindByLoginAsync(upper))?.Id, Is.EqualTo(user.Id));
            Assert.That(Uri.UnescapeDataString(emulator.Requests.Last().Query), Is.EqualTo($"?filter=profile.login eq \"{upper}\" or profile.login eq \"{upper.ToLowerInvariant()}\""));
            Assert.That((await okta.Users.FindByEmailAsync(user.Profile.Email!))?.Id, Is.EqualTo(user.Id));
        }

        Assert.That(emulator.Requests.Where(request => request.Query.Contains("search=")), Is.Empty, "Okta's search lags behind writes.");
    }

    [TestCase("nobody@example.com")]
    [TestCase("a\" or status eq \"ACTIVE")]
    [TestCase("me")]
    [TestCase("a/b?c#d")]
    [TestCase("*")]
    [TestCase("!x")]
    public async Task Unknown_value_returns_null(string value)
    {
        await using var oktaEmulator = await OktaEmulator.StartAsync();
        await using var oneLoginEmulator = await OneLoginEmulator.StartAsync();
        await using var agilicusEmulator = await AgilicusEmulator.StartAsync();
        using var okta = ToOkta(oktaEmulator);
        using var oneLogin = ToOneLogin(oneLoginEmulator);
        using var agilicus = ToAgilicus(agilicusEmulator);

        Assert.That(await okta.Users.FindByLoginAsync(value), Is.Null);
        Assert.That(await okta.Users.FindByEmailAsync(value), Is.Null);
        Assert.That(await oneLogin.Users.FindByLoginAsync(value), Is.Null);
        Assert.That(await oneLogin.Users.FindByEmailAsync(value), Is.Null);
        Assert.That(await agilicus.Users.FindByLoginAsync(value), Is.Null);
        Assert.That(await agilicus.Users.FindByEmailAsync(value), Is.Null);
    }

    [Test]
    public async Task OneLogin_user_with_a_wildcard_or_negation_in_the_name_is_found()
    {
        await using var emulator = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 5 });
        using var oneLogin = ToOneLogin(emulator);
        foreach (var name in new[] { "star*name", "star-name", "!bang", "xbang" })
        {
            await oneLogin.Users.CreateAsync(new OneLogin.CreateUserRequest { Username = name, Email = $"{name}@example.com", Firstname = "A", Lastname = "B" });
        }

        foreach (var name in new[] { "star*name", "star-name", "!bang", "xbang" })
        {
            Assert.That((await oneLogin.Users.FindByLoginAsync(name))?.Username, Is.EqualTo(name));
            Assert.That(Uri.UnescapeDataString(emulator.Requests.Last().Query), Is.EqualTo($"?username={name.Replace('!', '*')}"), "A negation would return nearly all users.");
            Assert.That((await oneLogin.Users.FindByEmailAsync($"{name}@example.com"))?.Username, Is.EqualTo(name));
        }
    }

    [Test]
    public async Task Agilicus_user_is_found_by_email_and_a_group_is_not()
    {
        await using var emulator = await AgilicusEmulator.StartAsync(new AgilicusEmulatorOptions { UserCount = 20 });
        using var agilicus = ToAgilicus(emulator);
        await foreach (var user in agilicus.Users.ListAllAsync())
        {
            if (user.Email is { } email)
            {
                var expected = user.Type is null || user.Type == Agilicus.UserType.User ? user.Id : null;
                Assert.That((await agilicus.Users.FindByLoginAsync(email))?.Id, Is.EqualTo(expected));
                Assert.That((await agilicus.Users.FindByEmailAsync(email.ToUpperInvariant(), user.OrgId))?.Id, Is.EqualTo(expected));
            }
        }
    }

    [TestCase("ada@example.com", "2")]
    [TestCase("ADA@example.com", "1")]
    [TestCase("Ada@Example.com", null)]
    [TestCase("bob@example.com", null)]
    [TestCase("nobody@example.com", "")]
    public async Task Users_that_do_not_equal_the_value_are_ignored(string email, string? id)
    {
        await using var server = await RecordingServer.StartAsync(static (_, context) => context.Response.WriteAsync(
            """
            [{"id":"1","profile":{"email":"ADA@example.com"}}, {"id":"2","profile":{"email":"ada@example.com"}}, {"id":"3","profile":{"email":"xada@example.com"}},
             {"id":"4","profile":{"email":"bob@example.com"}}, {"id":"5","profile":{"email":"bob@example.com"}}, {"id":"6","profile":{}}, {"id":"7"}]
            """));
        using var okta = new OktaClient(new OktaClientOptions { BaseAddress = server.BaseAddress, Credential = OktaCredential.AccessToken("token") });

        if (id is null)
        {
            Assert.That((await Assert.ThrowsAsync<AmbiguousUserException>(() => okta.Users.FindByEmailAsync(email)))!.Count, Is.EqualTo(2));
        }
        else
        {
            Assert.That((await okta.Users.FindByEmailAsync(email))?.Id ?? "", Is.EqualTo(id));
        }
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase(null)]
    public void Empty_value_is_refused(string? value)
    {
        using var okta = new OktaClient(new OktaClientOptions { BaseAddress = new Uri("https://example.okta.com"), Credential = OktaCredential.AccessToken("token") });
        using var oneLogin = new OneLoginClient(new OneLoginClientOptions { BaseAddress = new Uri("https://example.onelogin.com"), Credential = OneLoginCredential.AccessToken("token") });
        using var agilicus = new AgilicusClient(new AgilicusClientOptions { Credential = AgilicusCredential.AccessToken("token") });

        foreach (var call in new Func<string, object?>[]
        {
            login => okta.Users.FindByLoginAsync(login), email => okta.Users.FindByEmailAsync(email),
            login => oneLogin.Users.FindByLoginAsync(login), email => oneLogin.Users.FindByEmailAsync(email),
            login => agilicus.Users.FindByLoginAsync(login), email => agilicus.Users.FindByEmailAsync(email),
        })
        {
            Assert.That(() => call(value!), Throws.InstanceOf<ArgumentException>());
        }
    }

    [Test]
    public async Task Vendor_failure_throws_instead_of_returning_null()
    {
        await using var emulator = await OktaEmulator.StartAsync();
        using var okta = ToOkta(emulator);
        emulator.Faults.Next(Fault.Status(403));

        await Assert.ThrowsAsync<ForbiddenException>(() => okta.Users.FindByEmailAsync("ada@example.com"));
    }

    [Test]
    public async Task IncludingDeactivated_lists_deactivated_users()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 20 });
        using var okta = ToOkta(emulator);
        var leaver = (await okta.Users.ListAllAsync(UserScope.ExceptDeactivated).FirstAsync()).Id!;
        var before = await okta.Users.ListAllAsync(UserScope.IncludingDeactivated).Select(user => user.Id).ToListAsync();
        await okta.UserLifecycle.DeactivateAsync(leaver);

        Assert.That(await okta.Users.ListAllAsync().Select(user => user.Id).ToListAsync(), Does.Not.Contain(leaver));
        Assert.That(await okta.Users.ListAllAsync(UserScope.IncludingDeactivated).Select(user => user.Id).ToListAsync(), Is.EquivalentTo(before));
        Assert.That(
            await okta.Users.ListAllAsync(UserScope.IncludingDeactivated, new Okta.ListUsersOptions { Filter = "status eq \"DEPROVISIONED\"" }).Select(user => user.Id).ToListAsync(),
            Does.Contain(leaver));
    }

    [Test]
    public void Scope_that_contradicts_the_options_is_refused()
    {
        using var okta = new OktaClient(new OktaClientOptions { BaseAddress = new Uri("https://example.okta.com"), Credential = OktaCredential.AccessToken("token") });

        Assert.That(() => okta.Users.ListAllAsync(UserScope.IncludingDeactivated, new Okta.ListUsersOptions { Q = "a" }), Throws.ArgumentException);
        Assert.That(() => okta.Users.ListAllAsync(UserScope.ExceptDeactivated, new Okta.ListUsersOptions { Search = "a" }), Throws.ArgumentException);
        Assert.That(() => okta.Users.ListAllAsync((UserScope)7), Throws.ArgumentException);
    }

    [Test]
    public async Task Duplicate_login_throws_AlreadyExistsException()
    {
        await using var oktaEmulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 2 });
        await using var oneLoginEmulator = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 2 });
        await using var agilicusEmulator = await AgilicusEmulator.StartAsync(new AgilicusEmulatorOptions { UserCount = 2 });
        using var okta = ToOkta(oktaEmulator);
        using var oneLogin = ToOneLogin(oneLoginEmulator);
        using var agilicus = ToAgilicus(agilicusEmulator);
        var profile = (await okta.Users.ListAllAsync().FirstAsync()).Profile!;
        var other = await oneLogin.Users.ListAllAsync().FirstAsync();
        var third = await agilicus.Users.ListAllAsync().FirstAsync(user => user.Email is not null);

        Assert.That((await Assert.ThrowsAsync<AlreadyExistsException>(() => okta.Users.CreateAsync(new Okta.CreateUserRequest { Profile = profile })))!.StatusCode, Is.EqualTo(400));
        await Assert.ThrowsAsync<AlreadyExistsException>(() => oneLogin.Users.CreateAsync(new OneLogin.CreateUserRequest { Firstname = "A", Lastname = "B", Email = "new@example.com", Username = other.Username }));
        await Assert.ThrowsAsync<AlreadyExistsException>(() => agilicus.Users.CreateAsync(new Agilicus.User { OrgId = third.OrgId, Email = third.Email }));
    }

    private static OktaClient ToOkta(OktaEmulator emulator) => new(new OktaClientOptions { BaseAddress = emulator.BaseAddress, Credential = OktaCredential.ApiToken(emulator.ApiToken) });

    private static OneLoginClient ToOneLogin(OneLoginEmulator emulator) => new(new OneLoginClientOptions
    {
        BaseAddress = emulator.BaseAddress, Credential = OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret),
    });

    private static AgilicusClient ToAgilicus(AgilicusEmulator emulator) => new(new AgilicusClientOptions
    {
        BaseAddress = emulator.BaseAddress, Credential = AgilicusCredential.AuthenticationDocument(emulator.AuthenticationDocument),
    });
}
