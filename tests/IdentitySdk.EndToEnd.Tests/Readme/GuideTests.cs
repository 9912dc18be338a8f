using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RichardSzalay.MockHttp;
using UserStatus = IdentitySdk.Okta.UserStatus;

namespace IdentitySdk.Tests.Readme;

/// <summary>Runs the examples of the guides in docs/ with emulators.</summary>
public sealed class GuideTests
{
    private OktaEmulator _emulator;
    private OktaClient _okta;
    private string _folder;

    private string Ada { get; set; }

    [SetUp]
    public void Start()
    {
        _folder = Directory.CreateTempSubdirectory("guide-").FullName;
        _emulator = OktaEmulator.Create(new OktaEmulatorOptions { UserCount = 250 });
        _okta = Client(OktaCredential.ApiToken(_emulator.ApiToken));
        Ada = _emulator.Users.Add(new OktaPerson { Login = "ada@example.com", Status = "ACTIVE" });
    }

    [TearDown]
    public async Task Stop()
    {
        _okta.Dispose();
        await _emulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Each_credential_gets_a_user()
    {
        var vault = new MockHttpMessageHandler();
        vault.When("https://vault.example/okta-token").Respond("text/plain", _emulator.IssueAccessToken());
        using var vaultClient = new HttpClient(vault) { BaseAddress = new Uri("https://vault.example") };
        var key = Write("key.pem", _emulator.PrivateKeyPem);
        OktaCredential[] credentials = [.. AuthenticationSnippets.Okta(_emulator.ApiToken, _emulator.ClientId, key), AuthenticationSnippets.From(vaultClient)];

        foreach (var credential in credentials)
        {
            using var okta = Client(credential);
            Assert.That((await okta.Users.GetAsync(Ada)).Profile?.Login, Is.EqualTo("ada@example.com"));
        }

        await using var oneLogin = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 3 });
        using var oneLoginClient = new OneLoginClient(new() { BaseAddress = oneLogin.BaseAddress, Credential = AuthenticationSnippets.OneLogin(oneLogin.ClientId, oneLogin.ClientSecret) });
        Assert.That((await oneLoginClient.Users.ListAsync()).Items, Has.Count.EqualTo(3));

        await using var agilicus = await AgilicusEmulator.StartAsync(new AgilicusEmulatorOptions { UserCount = 3 });
        using var agilicusClient = new AgilicusClient(new() { BaseAddress = agilicus.BaseAddress, Credential = AuthenticationSnippets.Agilicus(Write("document.json", agilicus.AuthenticationDocument)) });
        Assert.That((await agilicusClient.Users.ListAsync()).Items, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Clients_with_one_cache_get_one_token()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 3 });
        var (reader, writer) = AuthenticationSnippets.Shared(
            emulator.BaseAddress, OktaCredential.PrivateKey(emulator.ClientId, emulator.PrivateKeyPem, ["okta.users.manage"]));
        using (reader)
        using (writer)
        {
            await reader.Users.ListAsync();
            await writer.Users.ListAsync();
        }

        Assert.That(emulator.Requests.Count(request => request.Path.EndsWith("/token", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task Lists_are_complete_and_resume()
    {
        await ListSnippets.AllAsync(_okta, CancellationToken.None);
        List<string> ids = [];
        string? resumeFrom = null;
        await Assert.ThatAsync(
            () => ListSnippets.PagesAsync(_okta, null, (users, token) =>
            {
                ids.AddRange(users.Select(user => user.Id!));
                resumeFrom = token;
                return ids.Count < 200 ? Task.CompletedTask : throw new OperationCanceledException();
            }),
            Throws.InstanceOf<OperationCanceledException>());
        await ListSnippets.PagesAsync(_okta, resumeFrom, (users, _) =>
        {
            ids.AddRange(users.Select(user => user.Id!));
            return Task.CompletedTask;
        });

        Assert.That(ids, Is.Unique.And.Count.EqualTo(await _okta.Users.ListAllAsync().CountAsync()));
        Assert.That(await ListSnippets.OnePageAsync(_okta), Has.Count.EqualTo(10));
    }

    [Test]
    public async Task Matching_users_are_suspended()
    {
        await ListSnippets.ForEachAsync(_okta, "profile.login eq \"ada@example.com\"", CancellationToken.None);

        Assert.That((await _okta.Users.GetAsync(Ada)).Status, Is.EqualTo(UserStatus.Suspended));
    }

    [Test]
    public async Task Errors_are_handled()
    {
        var log = new StringWriter();
        await ErrorSnippets.SuspendAsync(_okta, Ada, log);
        await ErrorSnippets.SuspendAsync(_okta, Ada, log);
        Assert.That(log.ToString(), Does.Contain("E0000001"));
        Assert.That(await ErrorSnippets.FindAsync(_okta, "00unobody"), Is.Null);
        Assert.That((await ErrorSnippets.FindAsync(_okta, Ada))?.Id, Is.EqualTo(Ada));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Unknown_outcome_is_resolved(bool happened)
    {
        _emulator.Faults.On("UserLifecycle_Suspend", happened ? Fault.LostResponse : Fault.Status(500), times: 1);

        await ErrorSnippets.SettleAsync(_okta, Ada);

        Assert.That((await _okta.Users.GetAsync(Ada)).Status, Is.EqualTo(UserStatus.Suspended));
    }

    [Test]
    public async Task Options_are_valid_and_limits_are_shown()
    {
        using (new OktaClient(RetrySnippets.Options("00token")))
        {
        }

        Assert.That((await RetrySnippets.OneCallAsync(_okta, Ada)).Id, Is.EqualTo(Ada));
        var output = new StringWriter();
        RetrySnippets.Limits(_okta, output);
        Assert.That(output.ToString(), Does.Match(@"^GET /api/v1/users/\{userId\}: \d+ of \d+ until "));
    }

    [Test]
    public async Task Each_configured_tenant_has_its_own_client()
    {
        await using var acme = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 3 });
        await using var globex = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 4 });
        var user = globex.Users.Add(new OktaPerson { Login = "ada@example.com", Status = "ACTIVE" });
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Okta:acme:BaseAddress"] = acme.BaseAddress.AbsoluteUri, ["Okta:acme:Credential:ApiToken"] = acme.ApiToken,
            ["Okta:globex:BaseAddress"] = globex.BaseAddress.AbsoluteUri, ["Okta:globex:Credential:ApiToken"] = globex.ApiToken,
        }).Build();
        var services = new ServiceCollection().AddTransient<TenantSnippets.Offboarding>().AddTransient<TenantSnippets.AcmeReport>();
        TenantSnippets.Register(services, configuration);
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<TenantSnippets.Offboarding>().SuspendAsync("globex", user);

        Assert.That(await provider.GetRequiredService<TenantSnippets.AcmeReport>().CountAsync(), Is.EqualTo(3));
        Assert.That(globex.Users.Get(user)!["status"]!.ToString(), Is.EqualTo("SUSPENDED"));
    }

    [Test]
    public async Task Models_survive_serialization()
    {
        var id = (await _okta.Users.CreateAsync(new() { Profile = new() { FirstName = "Ada", LastName = "King", Login = "king@example.com", Email = "king@example.com" } })).Id!;
        var user = await _okta.Users.GetAsync(id);
        user.Profile!.AdditionalData["favoriteEngine"] = "Analytical";

        Assert.That(SerializerSnippets.RoundTrip(user), Is.EqualTo("True True"));
        Assert.That(SerializerSnippets.OneAttribute(user), Is.EqualTo("Analytical"));
        Assert.That(SerializerSnippets.Describe(new Okta.User { Status = UserStatus.Suspended }), Is.EqualTo("cannot sign in"));
        Assert.That(SerializerSnippets.Describe(new Okta.User { Status = new UserStatus("ON_LEAVE") }), Does.StartWith("ON_LEAVE, which"));
    }

    [Test]
    public async Task Replacement_changes_one_member()
    {
        await using var emulator = await AgilicusEmulator.StartAsync(new AgilicusEmulatorOptions { UserCount = 3 });
        using var agilicus = new AgilicusClient(new() { BaseAddress = emulator.BaseAddress, Credential = AgilicusCredential.AccessToken(emulator.AccessToken) });
        var before = (await agilicus.Users.ListAsync()).Items[0];

        await SerializerSnippets.ReplaceAsync(agilicus, before.Id!);

        var after = await agilicus.Users.GetAsync(before.Id!);
        Assert.That((after.FirstName, after.LastName), Is.EqualTo((before.FirstName, "King")));
    }

    private OktaClient Client(OktaCredential credential) =>
        new(new OktaClientOptions { BaseAddress = _emulator.BaseAddress, Transport = _emulator.CreateHandler(), Credential = credential });

    private string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(_folder, name), text);
        return Path.Combine(_folder, name);
    }
}
