using IdentitySdk.Agilicus;
using IdentitySdk.Core;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;
using Microsoft.Extensions.Logging;

namespace IdentitySdk.Tests.Authentication;

/// <summary>An emulator and a client that requests its own tokens, with the same members for all vendors.</summary>
internal sealed class EmulatorSession : IAsyncDisposable
{
    private readonly IDisposable _client;

    private EmulatorSession(
        VendorEmulator emulator,
        IDisposable client,
        IEnumerable<string> ids,
        Func<IAsyncEnumerable<string>> list,
        Func<CancellationToken, Task> get,
        Credential credential)
    {
        (Emulator, _client, SeededIds, ListAsync, GetAsync, Credential) = (emulator, client, ids, list, get, credential);
    }

    /// <summary>The kinds of credentials with which a client requests its own tokens.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["OneLogin", "Okta", "Okta DPoP", "Agilicus"];

    public VendorEmulator Emulator { get; }

    public Credential Credential { get; }

    public IEnumerable<string> SeededIds { get; }

    /// <summary>Lists the ids of all users.</summary>
    public Func<IAsyncEnumerable<string>> ListAsync { get; }

    /// <summary>Gets the first user.</summary>
    public Func<CancellationToken, Task> GetAsync { get; }

    /// <summary>Starts an emulator and a client, with lists of six pages, the last one short. The server may have its own clock.</summary>
    public static async Task<EmulatorSession> StartAsync(
        string kind, JumpingClock clock, ITokenCache? cache = null, ILoggerFactory? loggerFactory = null, JumpingClock? serverClock = null, int pageSize = 10, bool prefetch = true)
    {
        var (users, time) = ((5 * pageSize) + 2, serverClock ?? clock);
        switch (kind)
        {
            case "OneLogin":
                var oneLogin = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = users, MaxPageSize = pageSize, TimeProvider = time });
                return OneLogin(oneLogin, clock, OneLoginCredential.Client(oneLogin.ClientId, oneLogin.ClientSecret), cache, loggerFactory, prefetch);
            case "Agilicus":
                var agilicus = await AgilicusEmulator.StartAsync(new AgilicusEmulatorOptions { UserCount = users, DefaultPageSize = pageSize, TimeProvider = time });
                return Agilicus(agilicus, clock, AgilicusCredential.AuthenticationDocument(agilicus.AuthenticationDocument), cache, loggerFactory, prefetch);
            default:
                var options = new OktaEmulatorOptions { UserCount = users, MaxPageSize = pageSize, TimeProvider = time, RequireDPoP = kind == "Okta DPoP" };
                var okta = await OktaEmulator.StartAsync(options);
                return Okta(okta, clock, OktaCredential.PrivateKey(okta.ClientId, okta.EcPrivateKeyJwk, ["okta.users.manage"]), cache, loggerFactory, prefetch);
        }
    }

    public static EmulatorSession OneLogin(OneLoginEmulator emulator, JumpingClock clock, OneLoginCredential credential, ITokenCache? cache = null, ILoggerFactory? loggerFactory = null, bool prefetch = true)
    {
        var client = new OneLoginClient(Configure(new OneLoginClientOptions { Credential = credential }, emulator, clock, cache, loggerFactory, prefetch));
        var first = emulator.SeededUserIds.First();
        return new(
            emulator, client, emulator.SeededUserIds.Select(id => $"{id}"), () => client.Users.ListAllAsync().Select(user => $"{user.Id}"),
            token => client.Users.GetAsync(first, cancellationToken: token), credential);
    }

    public static EmulatorSession Okta(OktaEmulator emulator, JumpingClock clock, OktaCredential credential, ITokenCache? cache = null, ILoggerFactory? loggerFactory = null, bool prefetch = true)
    {
        var client = new OktaClient(Configure(new OktaClientOptions { Credential = credential }, emulator, clock, cache, loggerFactory, prefetch));
        var first = emulator.SeededUserIds.First();
        return new(
            emulator, client, emulator.SeededUserIds, () => client.Users.ListAllAsync().Select(user => user.Id!),
            token => client.Users.GetAsync(first, cancellationToken: token), credential);
    }

    public static EmulatorSession Agilicus(AgilicusEmulator emulator, JumpingClock clock, AgilicusCredential credential, ITokenCache? cache = null, ILoggerFactory? loggerFactory = null, bool prefetch = true)
    {
        var client = new AgilicusClient(Configure(new AgilicusClientOptions { Credential = credential }, emulator, clock, cache, loggerFactory, prefetch));
        var first = emulator.SeededUserIds.First();
        return new(
            emulator, client, emulator.SeededUserIds, () => client.Users.ListAllAsync().Select(user => user.Id!),
            token => client.Users.GetAsync(first, cancellationToken: token), credential);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Emulator.DisposeAsync();
    }

    private static T Configure<T>(T options, VendorEmulator emulator, JumpingClock clock, ITokenCache? cache, ILoggerFactory? loggerFactory, bool prefetch)
        where T : IdentityClientOptions
    {
        options.BaseAddress = emulator.BaseAddress;
        options.TimeProvider = clock;
        options.AttemptTimeout = Timeout.InfiniteTimeSpan;
        options.Retry.MaxTotalTime = TimeSpan.FromDays(3650);
        options.Paging.Prefetch = prefetch;
        options.TokenCache = cache;
        options.TokenCacheTimeout = JumpingClock.NeverFires;
        options.LoggerFactory = loggerFactory;
        return options;
    }
}
