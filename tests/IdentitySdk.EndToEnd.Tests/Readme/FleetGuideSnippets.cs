using System.Text.Json;
using IdentitySdk.Okta;
using IdentitySdk.Redis;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace IdentitySdk.Tests.Readme;

/// <summary>The examples of docs/fleets.md, compared by <see cref="ReadmeTests"/>.</summary>
internal static class FleetGuideSnippets
{
    public static async Task WithoutAContainerAsync(byte[] key, string token)
    {
        #region WithoutContainer
        var connection = await ConnectionMultiplexer.ConnectAsync("redis.example.com:6380,ssl=true,abortConnect=false");
        var shared = new RedisOptions { TokenProtector = TokenProtector.Aes(key), ExpectedProcesses = 4 };
        await using var store = new RedisRateLimitStore(connection, shared);
        using var okta = new OktaClient(new OktaClientOptions
        {
            BaseAddress = new Uri("https://example.okta.com"),
            Credential = OktaCredential.ApiToken(token),
            TokenCache = new RedisTokenCache(connection, shared),
            RateLimits = new RateLimitOptions { Store = store },
        });
        #endregion
        await okta.Users.ListAsync();
    }

    public static void WithDataProtection(IServiceCollection services, IConnectionMultiplexer connection)
    {
        #region DataProtection
        services.AddIdentitySdkRedis(_ => connection, (provider, options) => options.TokenProtector = TokenProtector.DataProtection(provider));
        #endregion
    }
}

#region DistributedCache
/// <summary>Tokens in a host's IDistributedCache: each process refreshes for itself, and all find the latest token.</summary>
internal sealed class DistributedTokenCache(IDistributedCache cache, ITokenProtector protector) : ITokenCache
{
    private readonly MemoryTokenCache _leases = new();

    public async ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken) =>
        await cache.GetAsync(key, cancellationToken) is { } bytes && protector.Unprotect(bytes, key) is { } text
        && JsonSerializer.Deserialize<Entry>(text) is { } entry ? new AccessToken(entry.Value, entry.ExpiresAt) : null;

    public ValueTask<TokenLease?> TryLeaseAsync(string key, TimeSpan duration, CancellationToken cancellationToken) =>
        _leases.TryLeaseAsync(key, duration, cancellationToken);

    public async ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken)
    {
        if (!await _leases.SetAsync(key, token, lease, cancellationToken) || token.Type != "Bearer")
        {
            return false;
        }

        var text = JsonSerializer.SerializeToUtf8Bytes(new Entry(token.Value, token.ExpiresAt));
        await cache.SetAsync(key, protector.Protect(text, key), new() { AbsoluteExpiration = token.ExpiresAt }, cancellationToken);
        return true;
    }

    public ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken) => _leases.ReleaseAsync(key, lease, cancellationToken);

    private sealed record Entry(string Value, DateTimeOffset? ExpiresAt);
}
#endregion
