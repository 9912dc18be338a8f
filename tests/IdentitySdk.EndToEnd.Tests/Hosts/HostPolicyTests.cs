using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Polly;

namespace IdentitySdk.Tests;

/// <summary>A host with its own retries: in the defaults for all clients, on the client's builder, or inside the transport. A write is still sent once.</summary>
public sealed class HostPolicyTests
{
    /// <summary>The host's policies: applied to the services before the registration, to the builder after it, and to the options.</summary>
    private static readonly (string Name, Action<IServiceCollection> Before, Action<IHttpClientBuilder> After, Action<IdentityClientOptions> Options)[] s_hosts =
    [
        ("policy in the defaults",
            services => services.ConfigureHttpClientDefaults(builder => builder.AddTransientHttpErrorPolicy(policy => policy.RetryAsync(2))), _ => { }, _ => { }),
        ("resilience in the defaults", services => services.ConfigureHttpClientDefaults(builder => AddResilience(builder)), _ => { }, _ => { }),
        ("policy in the defaults, kept",
            services => services.ConfigureHttpClientDefaults(builder => builder.AddTransientHttpErrorPolicy(policy => policy.RetryAsync(2))), _ => { }, options => options.KeepInheritedHandlers = true),
        ("resilience in the defaults, kept",
            services => services.ConfigureHttpClientDefaults(builder => AddResilience(builder)), _ => { }, options => options.KeepInheritedHandlers = true),
        ("policy on the builder", _ => { }, builder => builder.AddTransientHttpErrorPolicy(policy => policy.RetryAsync(2)), _ => { }),
        ("resilience on the builder", _ => { }, AddResilience, _ => { }),
        ("hedging in the defaults", services => services.ConfigureHttpClientDefaults(builder => AddHedging(builder)), _ => { }, _ => { }),
        ("hedging on the builder", _ => { }, AddHedging, _ => { }),
        ("policy inside the transport", _ => { }, _ => { }, options => options.Transport = WithPolicy(new HttpClientHandler())),
        ("unconditional retries inside the transport",
            _ => { }, _ => { }, options => options.Transport = new RetryingHandler { InnerHandler = new HttpClientHandler() }),
        ("everything at once",
            services => services.ConfigureHttpClientDefaults(builder => AddResilience(builder)), AddResilience, options => options.Transport = WithPolicy(new HttpClientHandler())),
    ];

    private static IEnumerable<TestCaseData> Named() =>
        from host in Enumerable.Range(0, s_hosts.Length)
        from vendor in HostedVendor.All
        from write in vendor.Writes
        select new TestCaseData(host, vendor, write.Key).SetArgDisplayNames(s_hosts[host].Name, vendor.Name, write.Key);

    [TestCaseSource(nameof(Named))]
    public async Task Write_with_a_503_is_sent_once_with_an_unknown_outcome(int host, object hosted, string write)
    {
        var vendor = (HostedVendor)hosted;
        await using var server = new FaultServer(number => number == 1 ? Script.Respond(503, "") : Script.Respond(200, "{}"));
        await using var provider = Provide(s_hosts[host], vendor, server.BaseAddress);
        var exception = await Assert.CatchAsync<IdentityApiException>(() => vendor.Writes[write](provider, null));

        Assert.That(server.Requests, Has.Count.EqualTo(1));
        Assert.That(exception!.IsOutcomeUnknown, Is.True);
        var isInTransport = s_hosts[host].Name.Contains("inside") || s_hosts[host].Name.Contains("everything");
        Assert.That(exception, isInTransport ? Is.InstanceOf<IdentityApiException>() : Is.TypeOf<ServerException>());
    }

    [TestCaseSource(nameof(Named))]
    public async Task Write_whose_connection_is_lost_is_sent_once_with_an_unknown_outcome(int host, object hosted, string write)
    {
        var vendor = (HostedVendor)hosted;
        await using var server = new FaultServer(number => number == 1 ? Script.ResetAfter("") : Script.Respond(200, "{}"));
        await using var provider = Provide(s_hosts[host], vendor, server.BaseAddress);
        var exception = await Assert.CatchAsync<IdentityApiException>(() => vendor.Writes[write](provider, null));

        Assert.That(server.Requests, Has.Count.EqualTo(1));
        Assert.That(exception!.IsOutcomeUnknown, Is.True);
        Assert.That(exception, Is.TypeOf<TransportException>());
    }

    [Test]
    public async Task Read_is_retried_by_the_clients_own_options_alone([Values(0, 1, 2, 3)] int host)
    {
        foreach (var vendor in HostedVendor.All)
        {
            await using var server = new FaultServer(_ => Script.Respond(503, ""));
            var retry = new RetryOptions { MaxRetries = 1, BaseDelay = TimeSpan.Zero };
            await using var provider = Provide(s_hosts[host], vendor, server.BaseAddress, options => options.Retry = retry);
            await Assert.ThrowsAsync<ServerException>(() => vendor.Read(provider, null));
            Assert.That(server.Requests, Has.Count.EqualTo(2), vendor.Name);
        }
    }

    [Test]
    public async Task Removed_handlers_are_named_in_one_log_event()
    {
        foreach (var vendor in HostedVendor.All)
        {
            using var log = new EventLog();
            await using var server = new FaultServer(_ => Script.Respond(503, ""));
            var services = new ServiceCollection();
            services.AddSingleton<ILoggerFactory>(log);
            services.ConfigureHttpClientDefaults(builder => builder.AddTransientHttpErrorPolicy(policy => policy.RetryAsync(2)));
            vendor.Register(services, options => (options.BaseAddress, options.Retry.MaxRetries) = (server.BaseAddress, 0), null);
            await using var provider = services.BuildServiceProvider();
            await Assert.CatchAsync(() => vendor.Read(provider, null));
            await Assert.CatchAsync(() => vendor.Read(provider, null));

            Assert.That(log.Messages.Where(message => message.Contains("inherited")), Is.EqualTo(new[]
            {
                $"{vendor.Name} client IdentitySdk.{vendor.Name} runs without inherited handlers: PolicyHttpMessageHandler.",
            }));
        }
    }

    private static ServiceProvider Provide(
        (string Name, Action<IServiceCollection> Before, Action<IHttpClientBuilder> After, Action<IdentityClientOptions> Options) host,
        HostedVendor vendor,
        Uri address,
        Action<IdentityClientOptions>? configure = null)
    {
        var services = new ServiceCollection();
        host.Before(services);
        host.After(vendor.Register(
            services,
            options =>
            {
                (options.BaseAddress, options.Retry.MaxRetries) = (address, 0);
                host.Options(options);
                configure?.Invoke(options);
            },
            null));
        return services.BuildServiceProvider();
    }

    private static void AddResilience(IHttpClientBuilder builder) => builder.AddStandardResilienceHandler(options => options.Retry.Delay = TimeSpan.Zero);

    private static void AddHedging(IHttpClientBuilder builder) => builder.AddStandardHedgingHandler();

    private static HttpMessageHandler WithPolicy(HttpMessageHandler transport) => new PolicyHttpMessageHandler(
        Policy<HttpResponseMessage>.Handle<Exception>().OrResult(response => (int)response.StatusCode >= 500).RetryAsync(2)) { InnerHandler = transport };

    /// <summary>Sends up to three times, whatever the outcome.</summary>
    private sealed class RetryingHandler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage? response = null;
            for (var attempt = 0; attempt < 3; attempt++)
            {
                response = await base.SendAsync(request, cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    break;
                }
            }

            return response!;
        }
    }
}
