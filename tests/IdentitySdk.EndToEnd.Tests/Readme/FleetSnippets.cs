using IdentitySdk.Okta;
using IdentitySdk.Redis;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk.Tests.Readme;

/// <summary>The README's example for several processes, compared by <see cref="ReadmeTests"/>.</summary>
internal static class FleetSnippets
{
    public static void Register(IServiceCollection services, byte[] key, string clientId, string privateKey)
    {
        #region Fleet
        services.AddIdentitySdkRedis("redis.example.com:6380,ssl=true", options =>
        {
            options.TokenProtector = TokenProtector.Aes(key);
            options.ExpectedProcesses = 4;
        });
        services.AddOktaClient(options =>
        {
            options.BaseAddress = new Uri("https://example.okta.com");
            options.Credential = OktaCredential.PrivateKey(clientId, privateKey, ["okta.users.read"]);
        });
        #endregion
    }
}
