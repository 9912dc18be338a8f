using System.Text.Json;
using IdentitySdk.Okta;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IdentitySdk.Tests.Hosts;

internal sealed class HybridCacheTests
{
    private const string Json = """{"id":"00u1","status":"OF_TOMORROW","activated":null,"profile":{"login":"a@b.c","officeLocation":"Bonn","rate":1.0},"credentials":{"password":{}}}""";

    [Test]
    public async Task User_comes_out_of_a_HybridCache_as_it_went_in()
    {
        var shared = new SharedCache();
        await using var first = Process(shared);
        await using var second = Process(shared);
        var user = JsonSerializer.Deserialize<User>(Json)!;

        await first.GetRequiredService<HybridCache>().SetAsync("user", user);
        var read = await second.GetRequiredService<HybridCache>().GetOrCreateAsync<User>("user", _ => throw new InvalidOperationException("The user is not in the cache."));

        Assert.That(read, Is.Not.SameAs(user));
        Assert.That(JsonSerializer.Serialize(read), Is.EqualTo(JsonSerializer.Serialize(user)));
        Assert.That(read.GetString("missing"), Is.Null);
        Assert.That(read.Profile!.GetString("officeLocation"), Is.EqualTo("Bonn"));
    }

    /// <summary>What one process has: its own memory, and a distributed cache with others.</summary>
    private static ServiceProvider Process(IDistributedCache shared)
    {
        var services = new ServiceCollection();
        services.AddSingleton(shared);
        services.AddHybridCache();
        return services.BuildServiceProvider();
    }

    /// <summary>HybridCache passes over a cache that it knows to be in memory.</summary>
    private sealed class SharedCache() : MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
}
