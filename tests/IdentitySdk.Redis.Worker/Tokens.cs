using IdentitySdk.OneLogin;
using IdentitySdk.Redis;

namespace IdentitySdk.Tests.Worker;

/// <summary>One call with a token.</summary>
internal static class Tokens
{
    public static async Task<string> RunAsync(RedisTokenCache cache, Uri address, string name, TimeSpan timeout)
    {
        var credential = Uri.UnescapeDataString(address.Query.TrimStart('?')).Split(':');
        using var oneLogin = new OneLoginClient(new OneLoginClientOptions
        {
            BaseAddress = new Uri(address.GetLeftPart(UriPartial.Authority)),
            Credential = OneLoginCredential.Client(credential[0], credential[1]),
            ApplicationName = name,
            TokenCache = cache,
            TokenCacheTimeout = timeout,
        });
        return $"{(await oneLogin.Users.ListAsync()).Items.Count}";
    }
}
