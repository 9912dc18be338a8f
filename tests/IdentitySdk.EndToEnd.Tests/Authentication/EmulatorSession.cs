using IdentitySdk.Agilicus;
using IdentitySdk.Core;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;
using Microsoft.Extensions.Logging;

namespace IdentitySdk.Tests.Authentication;

/// <summary>An emulator and a client of one vendor that gets its own tokens, looked at as if all vendors were the same.</summary>
internal sealed class AuthBench : IAsyncDisposable
{
    private readonly IDisposable _client;

    private AuthBench(VendorEmulator emulator, IDisposable client, IEnumerable<string> ids, Func<IAsyncEnumerable<string>> list, Func<CancellationToken, Task> get, Credential credential)
    {
        (Emulator, _client, SeededIds, ListAsync, GetAsync, Credential) = (emulator, client, ids, list, get, credential);
    }

    /// <summary>Every way for a client to get tokens by itself.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["OneLogin", "Okta", "Okta DPoP", "Agilicus"];

    public VendorEmulator Emulator { get; }

    public Credential Credential { get; }

    public IEnumerable<string> SeededIds { get; }

    /// <summary>The ids of all users, page by page.</summary>
    public Func<IAsyncEnumerable<string>> ListAsync { get; }

    /// <summary>Reads the first user.</summary>
    public Func<CancellationToken, Task> GetAsync { get; }

    /// <summary>Starts both with lists of six pages, the last one short. The server has the client's clock unless it is given one of its own.</summary>
    public static async Task<AuthBench> StartAsync(
        string kind, JumpingClock clock, ITokenCache? cache = null, ILoggerFactory? log = null, JumpingClock? serverClock = null, int pageSize = 10)
    {
        var (users, time) = ((5 * pageSize) + 2, serverClock ?? clock);
        switch (kind)
        {
            case "OneLogin":
                var oneLogin = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = users, MaxPageSize = pageSize, TimeProvider = time });
                return OneLogin(oneLogin, clock, OneLoginCredential.Client(oneLogin.ClientId, oneLogin.ClientSecret), cache, log);
            case "Agilicus":
                var agilicus = await AgilicusEmulator.StartAsync(new AgilicusEmulatorOptions { UserCount = users, DefaultPageSize = pageSize, TimeProvider = time });
                return Agilicus(agilicus, clock, AgilicusCredential.AuthenticationDocument(agilicus.AuthenticationDocument), cache, log);
            default:
                var options = new OktaEmulatorOptions { UserCount = users, MaxPageSize = pageSize, TimeProvider = time, RequireDPoP = kind == "Okta DPoP" };
                var okta = await OktaEmulator.StartAsync(options);
                return Okta(okta, clock, OktaCredential.PrivateKey(okta.ClientId, okta.EcPrivateKeyJwk, ["okta.users.manage"]), cache, log);
        }
    }

    public static AuthBench OneLogin(OneLoginEmulator emulator, JumpingClock clock, OneLoginCredential credential, ITokenCache? cache = null, ILoggerFactory? log = null)
    {
        var client = new OneLoginClient(Fill(new OneLoginClientOptions { Credential = credential }, emulator, clock, cache, log));
        var first = emulator.SeededUserIds.First();
        return new(
            emulator, client, emulator.SeededUserIds.Select(id => $"{id}"), () => client.Users.ListAllAsync().Select(user => $"{user.Id}"),
            token => client.Users.GetAsync(first, cancellationToken: token), credential);
    }

    public static AuthBench Okta(OktaEmulator emulator, JumpingClock clock, OktaCredential credential, ITokenCache? cache = null, ILoggerFactory? log = null)
    {
        var client = new OktaClient(Fill(new OktaClientOptions { Credential = credential }, emulator, clock, cache, log));
        var first = emulator.SeededUserIds.First();
        return new(
            emulator, client, emulator.SeededUserIds, () => client.Users.ListAllAsync().Select(user => user.Id!), token => client.Users.GetAsync(first, cancellationToken: token), credential);
    }

    public static AuthBench Agilicus(AgilicusEmulator emulator, JumpingClock clock, AgilicusCredential credential, ITokenCache? cache = null, ILoggerFactory? log = null)
    {
        var client = new AgilicusClient(Fill(new AgilicusClientOptions { Credential = credential }, emulator, clock, cache, log));
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

    private static T Fill<T>(T options, VendorEmulator emulator, JumpingClock clock, ITokenCache? cache, ILoggerFactory? log)
        where T : IdentityClientOptions
    {
        options.BaseAddress = emulator.BaseAddress;
        options.TimeProvider = clock;
        options.AttemptTimeout = Timeout.InfiniteTimeSpan;
        options.TokenCache = cache;
        options.LoggerFactory = log;
        return options;
    }
}
