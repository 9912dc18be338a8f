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
    public async Task User_read_from_a_HybridCache_is_unchanged()
    {
        var shared = new SharedCache();
        await using var first = CreateProcess(shared);
        await using var second = CreateProcess(shared);
        var user = JsonSerializer.Deserialize<User>(Json)!;

        await first.GetRequiredService<HybridCache>().SetAsync("user", user);
        var read = await second.GetRequiredService<HybridCache>().GetOrCreateAsync<User>("user", _ => throw new InvalidOperationException("The user is not in the cache."));

        Assert.That(read, Is.Not.SameAs(user));
        Assert.That(JsonSerializer.Serialize(read), Is.EqualTo(JsonSerializer.Serialize(user)));
        Assert.That(read.GetString("missing"), Is.Null);
        Assert.That(read.Profile!.GetString("officeLocation"), Is.EqualTo("Bonn"));
    }

    /// <summary>The services of one process: its own memory cache, and a distributed cache shared with others.</summary>
    private static ServiceProvider CreateProcess(IDistributedCache shared)
    {
        var services = new ServiceCollection();
        services.AddSingleton(shared);
        services.AddHybridCache();
        return services.BuildServiceProvider();
    }

    /// <summary>HybridCache ignores a distributed cache of the in-memory type itself.</summary>
    private sealed class SharedCache() : MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
}
