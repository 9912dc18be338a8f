using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk.Tests;

/// <summary>A client that several modules of a host register: all configurations apply, and its handlers exist once.</summary>
public sealed class DoubleRegistrationTests
{
    private static IEnumerable<TestCaseData> Vendors() =>
        from vendor in HostedVendor.All
        from name in new[] { null, "tenant" }
        from times in new[] { 1, 2, 3 }
        select new TestCaseData(vendor, name, times).SetArgDisplayNames(vendor.Name, name ?? "unnamed", $"{times} times");

    /// <summary>A host's test double for all HTTP clients must apply to the SDK's clients, or its tests would call a real tenant.</summary>
    [Test]
    public async Task Default_transport_of_the_host_is_used_unless_it_is_a_handler_of_NET()
    {
        foreach (var vendor in HostedVendor.All)
        {
            await using var server = new FaultServer(_ => Script.Respond(200, "{\"id\":1}"));
            var services = new ServiceCollection();
            services.ConfigureHttpClientDefaults(builder => builder.ConfigurePrimaryHttpMessageHandler(() => new TestDouble()));
            vendor.Register(services, options => (options.BaseAddress, options.Retry.MaxRetries) = (server.BaseAddress, 0), null);
            await using var provider = services.BuildServiceProvider();
            var exception = await Assert.CatchAsync<IdentityApiException>(() => vendor.Read(provider, null));
            Assert.That(exception!.StatusCode, Is.EqualTo(418), vendor.Name);

            services.ConfigureHttpClientDefaults(builder => builder.ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { UseProxy = true, Proxy = new WebProxy("http://127.0.0.1:1") }));
            await using var own = services.BuildServiceProvider();
            await vendor.Read(own, null);
            Assert.That(server.Requests, Has.Count.EqualTo(1), vendor.Name);
        }
    }

    [TestCaseSource(nameof(Vendors))]
    public async Task Client_registered_again_sends_and_retries_like_one_client(object hosted, string? name, int times)
    {
        var vendor = (HostedVendor)hosted;
        var status = 200;
        await using var server = new FaultServer(_ => Script.Respond(status, "{\"id\":1}"));
        await using var provider = Provide(vendor, name, times, options =>
            (options.BaseAddress, options.Retry) = (server.BaseAddress, new RetryOptions { MaxRetries = 2, BaseDelay = TimeSpan.Zero }));

        await vendor.Writes["create"](provider, name);
        Assert.That(server.Requests, Has.Count.EqualTo(1));
        status = 503;
        await Assert.ThrowsAsync<ServerException>(() => vendor.Read(provider, name));
        Assert.That(server.Requests, Has.Count.EqualTo(4), "one attempt and two retries");
    }

    [TestCaseSource(nameof(Vendors))]
    public async Task Configure_actions_run_in_order_and_the_last_one_wins(object hosted, string? name, int times)
    {
        var vendor = (HostedVendor)hosted;
        await using var server = new FaultServer(_ => Script.Respond(503, ""));
        var services = new ServiceCollection();
        var order = new List<int>();
        for (var number = 1; number <= times; number++)
        {
            var current = number;
            vendor.Register(
                services,
                options =>
                {
                    order.Add(current);
                    options.Retry = new RetryOptions { MaxRetries = current, BaseDelay = TimeSpan.Zero };
                    options.BaseAddress ??= server.BaseAddress;
                    options.BaseAddress = current == times ? server.BaseAddress : options.BaseAddress;
                },
                name);
        }

        await using var provider = services.BuildServiceProvider();
        await Assert.ThrowsAsync<ServerException>(() => vendor.Read(provider, name));
        Assert.That(order, Is.EqualTo(Enumerable.Range(1, times)), "each action runs once");
        Assert.That(server.Requests, Has.Count.EqualTo(1 + times));
    }

    [Test]
    public async Task Second_registration_returns_the_builder_of_the_same_client()
    {
        foreach (var vendor in HostedVendor.All)
        {
            await using var server = new FaultServer(_ => Script.Respond(200, "{\"id\":1}"));
            var services = new ServiceCollection();
            vendor.Register(services, options => options.BaseAddress = server.BaseAddress, null);
            vendor.Register(services, _ => { }, null).ConfigureHttpClient(client => client.DefaultRequestHeaders.Add("X-Module", "second"));
            await using var provider = services.BuildServiceProvider();
            await vendor.Read(provider, null);

            Assert.That(server.Requests.Single(), Does.Contain("X-Module: second"), vendor.Name);
        }
    }

    private static ServiceProvider Provide(HostedVendor vendor, string? name, int times, Action<IdentityClientOptions> configure)
    {
        var services = new ServiceCollection();
        for (var time = 0; time < times; time++)
        {
            vendor.Register(services, configure, name);
        }

        return services.BuildServiceProvider();
    }

    private sealed class TestDouble : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage((HttpStatusCode)418));
    }
}
