using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;

namespace IdentitySdk.Tests.Authentication;

/// <summary>Another client of a session's emulator, with the same credential object.</summary>
internal sealed class OtherClient(EmulatorSession session, JumpingClock clock, ITokenCache? cache) : IDisposable
{
    private readonly IDisposable _client = session.Emulator switch
    {
        OneLoginEmulator => new OneLoginClient(new OneLoginClientOptions
        {
            BaseAddress = session.Emulator.BaseAddress, Credential = (OneLoginCredential)session.Credential, TimeProvider = clock,
            AttemptTimeout = Timeout.InfiniteTimeSpan, TokenCache = cache, TokenCacheTimeout = JumpingClock.NeverFires,
        }),
        OktaEmulator => new OktaClient(new OktaClientOptions
        {
            BaseAddress = session.Emulator.BaseAddress, Credential = (OktaCredential)session.Credential, TimeProvider = clock,
            AttemptTimeout = Timeout.InfiniteTimeSpan, TokenCache = cache, TokenCacheTimeout = JumpingClock.NeverFires,
        }),
        _ => new AgilicusClient(new AgilicusClientOptions
        {
            BaseAddress = session.Emulator.BaseAddress, Credential = (AgilicusCredential)session.Credential, TimeProvider = clock,
            AttemptTimeout = Timeout.InfiniteTimeSpan, TokenCache = cache, TokenCacheTimeout = JumpingClock.NeverFires,
        }),
    };

    public Task GetAsync() => _client switch
    {
        OneLoginClient oneLogin => oneLogin.Users.ListAsync(),
        OktaClient okta => okta.Users.ListAsync(),
        AgilicusClient agilicus => agilicus.Users.ListAsync(),
        _ => throw new InvalidOperationException(),
    };

    public void Dispose() => _client.Dispose();
}
