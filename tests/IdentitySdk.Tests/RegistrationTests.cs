using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk.Tests;

/// <summary>Registration for dependency injection, with real servers behind it.</summary>
public sealed class RegistrationTests
{
    [Test]
    public async Task Each_vendor_lists_through_the_factory()
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
        Assert.That(Enumerable.Range(0, 2).Select(_ => provider.GetRequiredService<OktaClient>()).Distinct().Count(), Is.EqualTo(1), "one client serves the application");
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
    public async Task A_failed_attempt_is_repeated_by_the_same_handlers()
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
    public async Task The_builder_takes_handlers_of_the_callers_own()
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
    public void A_missing_option_is_named_when_the_client_is_asked_for()
    {
        var services = new ServiceCollection();
        services.AddOktaClient(options => options.BaseAddress = new Uri("https://example.okta.com"));
        using var provider = services.BuildServiceProvider();

        Assert.That(() => provider.GetRequiredService<OktaClient>(), Throws.ArgumentException.With.Property("ParamName").EqualTo("Credential"));
    }

    [Test]
    public void An_empty_name_is_refused() =>
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
