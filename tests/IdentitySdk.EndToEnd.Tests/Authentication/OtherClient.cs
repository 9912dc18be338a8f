using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;

namespace IdentitySdk.Tests.Authentication;

/// <summary>A further client of an emulator, with the same credential object.</summary>
internal sealed class OtherClient(AuthBench bench, JumpingClock clock, ITokenCache? cache) : IDisposable
{
    private readonly IDisposable _client = bench.Emulator switch
    {
        OneLoginEmulator => new OneLoginClient(new OneLoginClientOptions
        {
            BaseAddress = bench.Emulator.BaseAddress, Credential = (OneLoginCredential)bench.Credential, TimeProvider = clock,
            AttemptTimeout = Timeout.InfiniteTimeSpan, TokenCache = cache,
        }),
        OktaEmulator => new OktaClient(new OktaClientOptions
        {
            BaseAddress = bench.Emulator.BaseAddress, Credential = (OktaCredential)bench.Credential, TimeProvider = clock,
            AttemptTimeout = Timeout.InfiniteTimeSpan, TokenCache = cache,
        }),
        _ => new AgilicusClient(new AgilicusClientOptions
        {
            BaseAddress = bench.Emulator.BaseAddress, Credential = (AgilicusCredential)bench.Credential, TimeProvider = clock,
            AttemptTimeout = Timeout.InfiniteTimeSpan, TokenCache = cache,
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
