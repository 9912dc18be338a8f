using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk.Tests;

/// <summary>Registration for dependency injection, against emulators.</summary>
public sealed class RegistrationTests
{
    [Test]
    public async Task Registered_client_of_each_vendor_lists_its_users()
    {
        await using var oktaServer = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 450 });
        await using var oneLoginServer = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 120 });
        await using var agilicusServer = await AgilicusEmulator.StartAsync(new AgilicusEmulatorOptions { UserCount = 1100 });
        var services = new ServiceCollection();
        services.AddOktaClient(options => (options.BaseAddress, options.Credential) = (oktaServer.BaseAddress, OktaCredential.ApiToken(oktaServer.ApiToken)));
        services.AddOneLoginClient(options =>
            (options.BaseAddress, options.Credential) = (oneLoginServer.BaseAddress, OneLoginCredential.Client(oneLoginServer.ClientId, oneLoginServer.ClientSecret)));
        services.AddAgilicusClient(options => (options.BaseAddress, options.Credential) = (agilicusServer.BaseAddress, AgilicusCredential.AccessToken(agilicusServer.AccessToken)));
        await using var provider = services.BuildServiceProvider(validateScopes: true);

        Assert.That(await provider.GetRequiredService<OktaClient>().Users.ListAllAsync().Select(user => user.Id).ToListAsync(), Is.EqualTo(oktaServer.SeededUserIds));
        Assert.That(await provider.GetRequiredService<OneLoginClient>().Users.ListAllAsync().Select(user => user.Id!.Value).ToListAsync(), Is.EqualTo(oneLoginServer.SeededUserIds));
        Assert.That(await provider.GetRequiredService<AgilicusClient>().Users.ListAllAsync().Select(user => user.Id).ToListAsync(), Is.EqualTo(agilicusServer.SeededUserIds));
        Assert.That(Enumerable.Range(0, 2).Select(_ => provider.GetRequiredService<OktaClient>()).Distinct().Count(), Is.EqualTo(1), "the client is a singleton");
    }

    [Test]
    public async Task Named_clients_share_neither_address_nor_credential()
    {
        await using var one = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 1 });
        await using var other = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 2 });
        var services = new ServiceCollection();
        services.AddOktaClient("one", options => (options.BaseAddress, options.Credential) = (one.BaseAddress, OktaCredential.AccessToken(one.IssueAccessToken())));
        services.AddOktaClient("other", options => (options.BaseAddress, options.Credential) = (other.BaseAddress, OktaCredential.AccessToken(other.IssueAccessToken())));
        await using var provider = services.BuildServiceProvider();

        Assert.That(await provider.GetRequiredKeyedService<OktaClient>("one").Users.ListAllAsync().CountAsync(), Is.EqualTo(1));
        Assert.That(await provider.GetRequiredKeyedService<OktaClient>("other").Users.ListAllAsync().CountAsync(), Is.EqualTo(2));
        Assert.That(one.Requests[^1].Header("Authorization"), Is.Not.EqualTo(other.Requests[^1].Header("Authorization")));
    }

    [Test]
    public async Task Failed_attempt_is_retried_by_a_registered_client()
    {
        var clock = new JumpingClock();
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 3, TimeProvider = clock });
        emulator.Faults.Next(2, Fault.Status(503));
        var services = new ServiceCollection();
        services.AddOktaClient(options =>
        {
            (options.BaseAddress, options.Credential) = (emulator.BaseAddress, OktaCredential.ApiToken(emulator.ApiToken));
            (options.TimeProvider, options.AttemptTimeout) = (clock, Timeout.InfiniteTimeSpan);
        });
        await using var provider = services.BuildServiceProvider();

        Assert.That((await provider.GetRequiredService<OktaClient>().Users.ListAsync()).Items, Has.Count.EqualTo(3));
        Assert.That(clock.Waits, Has.Count.EqualTo(2));
        Assert.That(emulator.RequestCount, Is.EqualTo(3));
    }

    [Test]
    public async Task Builder_accepts_the_callers_own_handlers()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 1 });
        var services = new ServiceCollection();
        var counter = new Counter();
        services.AddOktaClient(options => (options.BaseAddress, options.Credential) = (emulator.BaseAddress, OktaCredential.ApiToken(emulator.ApiToken)))
            .AddHttpMessageHandler(() => new CountingHandler(counter));
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<OktaClient>().Users.ListAsync();

        Assert.That(counter.Value, Is.EqualTo(1));
    }

    [Test]
    public void Missing_option_is_named_when_the_client_is_resolved()
    {
        var services = new ServiceCollection();
        services.AddOktaClient(options => options.BaseAddress = new Uri("https://example.okta.com"));
        using var provider = services.BuildServiceProvider();

        Assert.That(() => provider.GetRequiredService<OktaClient>(), Throws.ArgumentException.With.Property("ParamName").EqualTo("Credential"));
    }

    [Test]
    public void Missing_argument_is_named_at_registration()
    {
        var services = new ServiceCollection();

        Assert.That(() => services.AddOktaClient((Action<OktaClientOptions>)null!), NamesArgument("configure"));
        Assert.That(() => services.AddOktaClient((Action<IServiceProvider, OktaClientOptions>)null!), NamesArgument("configure"));
        Assert.That(() => services.AddOktaClient("name", (Action<OktaClientOptions>)null!), NamesArgument("configure"));
        Assert.That(() => services.AddOktaClient(null!, _ => { }), NamesArgument("name"));
        Assert.That(() => ((IServiceCollection)null!).AddOktaClient(_ => { }), NamesArgument("services"));
        Assert.That(services, Is.Empty);

        static NUnit.Framework.Constraints.IResolveConstraint NamesArgument(string name) => Throws.ArgumentNullException.With.Property("ParamName").EqualTo(name);
    }

    [Test]
    public async Task Options_are_configured_with_other_services()
    {
        var services = new ServiceCollection();
        services.AddSingleton(new Uri("https://example.okta.com"));
        services.AddOktaClient((provider, options) =>
            (options.BaseAddress, options.Credential) = (provider.GetRequiredService<Uri>(), OktaCredential.ApiToken("token")));
        services.AddOktaClient("named", (provider, options) =>
            (options.BaseAddress, options.Credential) = (provider.GetRequiredService<Uri>(), OktaCredential.ApiToken("token")));
        await using var provider = services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<OktaClient>(), Is.Not.SameAs(provider.GetRequiredKeyedService<OktaClient>("named")));
    }

    [Test]
    public void Empty_name_is_rejected() =>
        Assert.That(() => new ServiceCollection().AddOktaClient("", _ => { }), Throws.ArgumentException);

    private sealed class Counter
    {
        public int Value { get; set; }
    }

    private sealed class CountingHandler(Counter counter) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            counter.Value++;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
