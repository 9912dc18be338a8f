using System.Text.Json;
using IdentitySdk.Okta;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk.Tests.Hosts;

internal sealed class HybridCacheTests
{
    private const string Json = """{"id":"00u1","status":"OF_TOMORROW","activated":null,"profile":{"login":"a@b.c","officeLocation":"Bonn","rate":1.0},"credentials":{"password":{}}}""";

    [Test]
    public async Task User_comes_out_of_a_HybridCache_as_it_went_in()
    {
        var services = new ServiceCollection();
        services.AddDistributedMemoryCache();
        services.AddHybridCache();
        await using var provider = services.BuildServiceProvider();
        var user = JsonSerializer.Deserialize<User>(Json)!;
        await provider.GetRequiredService<HybridCache>().SetAsync("user", user);

        // Another process, with the distributed cache in common.
        var others = new ServiceCollection();
        others.AddSingleton(provider.GetRequiredService<Microsoft.Extensions.Caching.Distributed.IDistributedCache>());
        others.AddHybridCache();
        await using var other = others.BuildServiceProvider();
        var read = await other.GetRequiredService<HybridCache>().GetOrCreateAsync<User>("user", _ => throw new InvalidOperationException("The user is not in the cache."));

        Assert.That(read, Is.Not.SameAs(user));
        Assert.That(JsonSerializer.Serialize(read), Is.EqualTo(JsonSerializer.Serialize(user)));
        Assert.That(read.GetString("missing"), Is.Null);
        Assert.That(read.Profile!.GetString("officeLocation"), Is.EqualTo("Bonn"));
    }
}
