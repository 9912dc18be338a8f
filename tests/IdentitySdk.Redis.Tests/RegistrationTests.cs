using IdentitySdk.Okta;
using IdentitySdk.Redis;
using IdentitySdk.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace IdentitySdk.Tests.Redis;

/// <summary>Registration of store and cache in a service collection.</summary>
public sealed class RegistrationTests
{
    [Test]
    public async Task Registered_clients_share_budgets_and_tokens_through_Redis()
    {
        var prefix = SharedRedis.NewPrefix();
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 3 });
        for (var process = 0; process < 2; process++)
        {
            await using var provider = Services(emulator, services => services.AddIdentitySdkRedis(
                SharedRedis.Configuration, options => (options.KeyPrefix, options.TokenProtector) = (prefix, TokenProtector.Aes(Key)))).BuildServiceProvider();
            await UntilSharedAsync(provider, prefix, process + 1);
            Assert.That(provider.GetRequiredService<ITokenCache>(), Is.InstanceOf<RedisTokenCache>());
        }

        Assert.That(Keys(prefix), Has.Length.EqualTo(1), "both used the same budget");
    }

    [Test]
    public async Task Host_connection_is_used_and_not_disposed()
    {
        var prefix = SharedRedis.NewPrefix();
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 3 });
        await using (var provider = Services(emulator, services => services.AddIdentitySdkRedis(
            _ => SharedRedis.Connection, options => (options.KeyPrefix, options.TokenProtector) = (prefix, TokenProtector.Aes(Key)))).BuildServiceProvider())
        {
            await UntilSharedAsync(provider, prefix);
        }

        Assert.That(SharedRedis.Connection.IsConnected, Is.True);
    }

    [Test]
    public async Task Client_with_its_own_store_does_not_use_Redis()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 3 });
        var (prefix, own, limits) = (SharedRedis.NewPrefix(), new MemoryRateLimitStore(), new RateLimitOptions());
        var services = Services(emulator, services => services.AddIdentitySdkRedis(
            _ => SharedRedis.Connection, options => (options.KeyPrefix, options.TokenProtector) = (prefix, TokenProtector.Aes(Key))));
        services.AddOktaClient("own", options => options.RateLimits.Store = own);
        services.AddOktaClient("own", options => options.BaseAddress = emulator.BaseAddress);
        services.AddOktaClient("own", options => options.Credential = OktaCredential.ApiToken(emulator.ApiToken));
        services.AddOktaClient("shared", options =>
            (options.BaseAddress, options.Credential, options.RateLimits) = (emulator.BaseAddress, OktaCredential.ApiToken(emulator.ApiToken), limits));
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredKeyedService<OktaClient>("own").Users.ListAsync();
        Assert.That(Keys(prefix), Is.Empty);
        _ = provider.GetRequiredKeyedService<OktaClient>("shared");
        Assert.That(limits.Store, Is.Null, "the host's options are not changed");
    }

    [Test]
    public async Task Unreachable_Redis_prevents_neither_client_start_nor_calls()
    {
        var logger = new ListLoggerFactory();
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 3 });
        var services = Services(emulator, services => services.AddIdentitySdkRedis(
            $"127.0.0.1:{RedisServer.FreePort()},connectTimeout=500,password=secret-word", options => options.TokenProtector = TokenProtector.Aes(Key)));
        services.AddSingleton<ILoggerFactory>(logger);
        await using var provider = services.BuildServiceProvider();

        for (var call = 0; call < 20; call++)
        {
            Assert.That((await provider.GetRequiredService<OktaClient>().Users.ListAsync()).Items, Has.Count.EqualTo(3));
        }

        Assert.That(logger.Events, Has.Exactly(1).EqualTo("RedisFailed"));
        Assert.That(logger.Texts, Has.All.Not.Contains("secret-word"));
    }

    [Test]
    public async Task Refuse_policy_makes_each_call_throw_RateLimitedException()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 3 });
        await using var provider = Services(emulator, services => services.AddIdentitySdkRedis(
            $"127.0.0.1:{RedisServer.FreePort()},connectTimeout=500",
            options => (options.TokenProtector, options.OutagePolicy) = (TokenProtector.Aes(Key), RedisOutagePolicy.Refuse))).BuildServiceProvider();

        for (var call = 0; call < 3; call++)
        {
            await Assert.ThrowsAsync<RateLimitedException>(() => provider.GetRequiredService<OktaClient>().Users.ListAsync());
        }

        Assert.That(emulator.RequestCount, Is.Zero);
    }

    [Test]
    public void Services_can_be_disposed_synchronously()
    {
        using var provider = new ServiceCollection()
            .AddIdentitySdkRedis(SharedRedis.Configuration, options => options.TokenProtector = TokenProtector.PlainText()).BuildServiceProvider();
        Assert.That(provider.GetRequiredService<IRateLimitStore>(), Is.SameAs(provider.GetRequiredService<RedisRateLimitStore>()));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" ")]
    [TestCase("password=secret-word")]
    [TestCase("localhost,nonsense=secret-word")]
    [TestCase("localhost,ssl=secret-word")]
    [TestCase("localhost:99999999,password=secret-word")]
    public void Invalid_connection_string_is_refused_without_quoting_it(string? configuration)
    {
        var refused = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddIdentitySdkRedis(configuration!, _ => { }));
        Assert.That(refused!.ParamName, Is.EqualTo("configuration"));
        Assert.That(refused.ToString(), Does.Not.Contain("secret-word"));
    }

    [Test]
    public void Missing_arguments_are_refused()
    {
        var services = new ServiceCollection();
        Assert.That(() => services.AddIdentitySdkRedis("localhost", (Action<RedisOptions>)null!), Throws.ArgumentNullException);
        Assert.That(() => services.AddIdentitySdkRedis("localhost", (Action<IServiceProvider, RedisOptions>)null!), Throws.ArgumentNullException);
        Assert.That(() => services.AddIdentitySdkRedis((Func<IServiceProvider, IConnectionMultiplexer>)null!, _ => { }), Throws.ArgumentNullException);
        Assert.That(() => ((IServiceCollection)null!).AddIdentitySdkRedis("localhost", _ => { }), Throws.ArgumentNullException);
        Assert.That(() => new RedisRateLimitStore(null!), Throws.ArgumentNullException);
        Assert.That(() => new RedisTokenCache(SharedRedis.Connection, null!), Throws.ArgumentNullException);
    }

    private static IEnumerable<TestCaseData> BadOptions()
    {
        yield return Bad("KeyPrefix", options => options.KeyPrefix = null!);
        yield return Bad("KeyPrefix", options => options.KeyPrefix = "a{b}");
        yield return Bad("KeyPrefix", options => options.KeyPrefix = "a b");
        yield return Bad("KeyPrefix", options => options.KeyPrefix = new string('a', 101));
        yield return Bad("Database", options => options.Database = -2);
        yield return Bad("Timeout", options => options.Timeout = TimeSpan.Zero);
        yield return Bad("Timeout", options => options.Timeout = TimeSpan.FromMinutes(2));
        yield return Bad("RetryInterval", options => options.RetryInterval = TimeSpan.Zero);
        yield return Bad("OutagePolicy", options => options.OutagePolicy = (RedisOutagePolicy)7);
        yield return Bad("ExpectedProcesses", options => options.ExpectedProcesses = 0);
        yield return Bad("TimeProvider", options => options.TimeProvider = null!);

        static TestCaseData Bad(string name, Action<RedisOptions> set) => new TestCaseData(name, set);
    }

    [TestCaseSource(nameof(BadOptions))]
    public void Option_out_of_range_is_refused_by_name(string name, Action<RedisOptions> set)
    {
        var options = new RedisOptions { TokenProtector = TokenProtector.PlainText() };
        set(options);
        Assert.That(Assert.Catch<ArgumentException>(() => new RedisRateLimitStore(SharedRedis.Connection, options))!.ParamName, Is.EqualTo(name));
        Assert.That(Assert.Catch<ArgumentException>(() => new RedisTokenCache(SharedRedis.Connection, options))!.ParamName, Is.EqualTo(name));
    }

    private static byte[] Key => [.. Enumerable.Range(0, 32).Select(each => (byte)each)];

    private static ServiceCollection Services(OktaEmulator emulator, Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        register(services);
        services.AddOktaClient(options => (options.BaseAddress, options.Credential) = (emulator.BaseAddress, OktaCredential.ApiToken(emulator.ApiToken)));
        return services;
    }

    private static string[] Keys(string prefix) => [.. SharedRedis.Connection.GetServers()[0].Keys(pattern: prefix + "*").Select(key => key.ToString())];

    private static async Task<int> CountProcessesAsync(string prefix) => Keys(prefix) is [var key]
        ? (await SharedRedis.Connection.GetDatabase().HashKeysAsync(key)).Count(name => name.StartsWith("p:")) : 0;

    /// <summary>Calls until Redis was used, which may take several calls on a slow machine.</summary>
    private static async Task UntilSharedAsync(IServiceProvider provider, string prefix, int processes = 1)
    {
        for (var started = TimeProvider.System.GetTimestamp(); await CountProcessesAsync(prefix) < processes;)
        {
            Assert.That((await provider.GetRequiredService<OktaClient>().Users.ListAsync()).Items, Has.Count.EqualTo(3));
            Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(60)));
        }
    }
}
