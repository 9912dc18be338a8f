using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Polly;

namespace IdentitySdk.Tests;

/// <summary>Retries of the host, in the defaults for all clients, on the client's builder or inside the transport: a write is still sent once.</summary>
public sealed class HostPolicyTests
{
    private static IEnumerable<TestCaseData> Named() =>
        from host in HostSetup.Policies
        from vendor in HostedVendor.All
        from write in vendor.Writes
        select new TestCaseData(host, vendor, write.Key).SetArgDisplayNames(host.Name, vendor.Name, write.Key);

    [TestCaseSource(nameof(Named))]
    public async Task Write_with_a_503_is_sent_once_with_an_unknown_outcome(object setup, object hosted, string write)
    {
        var (host, vendor) = ((HostSetup)setup, (HostedVendor)hosted);
        await using var server = new FaultServer(number => number == 1 ? Script.Respond(503, "") : Script.Respond(200, "{}"));
        await using var provider = host.Provide(vendor, server.BaseAddress);
        var exception = await Assert.CatchAsync<IdentityApiException>(() => vendor.Writes[write](provider, null));

        Assert.That(server.Requests, Has.Count.EqualTo(1));
        Assert.That(exception!.IsOutcomeUnknown, Is.True);
        Assert.That(exception, host.IsInTransport ? Is.InstanceOf<IdentityApiException>() : Is.TypeOf<ServerException>());
    }

    [TestCaseSource(nameof(Named))]
    public async Task Write_whose_connection_is_lost_is_sent_once_with_an_unknown_outcome(object setup, object hosted, string write)
    {
        var (host, vendor) = ((HostSetup)setup, (HostedVendor)hosted);
        await using var server = new FaultServer(number => number == 1 ? Script.ResetAfter("") : Script.Respond(200, "{}"));
        await using var provider = host.Provide(vendor, server.BaseAddress);
        var exception = await Assert.CatchAsync<IdentityApiException>(() => vendor.Writes[write](provider, null));

        Assert.That(server.Requests, Has.Count.EqualTo(1));
        Assert.That(exception!.IsOutcomeUnknown, Is.True);
        Assert.That(exception, Is.TypeOf<TransportException>());
    }

    [Test]
    public async Task Read_is_retried_only_by_the_clients_own_options([Values(0, 1, 2, 3)] int host)
    {
        foreach (var vendor in HostedVendor.All)
        {
            await using var server = new FaultServer(_ => Script.Respond(503, ""));
            var retry = new RetryOptions { MaxRetries = 1, BaseDelay = TimeSpan.Zero };
            await using var provider = HostSetup.Policies[host].Provide(vendor, server.BaseAddress, options => options.Retry = retry);
            await Assert.ThrowsAsync<ServerException>(() => vendor.Read(provider, null));
            Assert.That(server.Requests, Has.Count.EqualTo(2), vendor.Name);
        }
    }

    [Test]
    public async Task Read_is_retried_when_a_handler_of_the_host_sends_copies([Values] bool isInDefaults)
    {
        static void Copying(IHttpClientBuilder builder) => builder.AddHttpMessageHandler(() => new CopyingHandler());
        var host = isInDefaults ? new HostSetup("copies in the defaults", services => services.ConfigureHttpClientDefaults(Copying)) : new HostSetup("copies on the builder", After: Copying);
        foreach (var vendor in HostedVendor.All)
        {
            await using var server = new FaultServer(_ => Script.Respond(503, ""));
            var retry = new RetryOptions { MaxRetries = 2, BaseDelay = TimeSpan.Zero };
            await using var provider = host.Provide(vendor, server.BaseAddress, options => options.Retry = retry);
            await Assert.ThrowsAsync<ServerException>(() => vendor.Read(provider, null));
            Assert.That(server.Requests, Has.Count.EqualTo(3), vendor.Name);
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

    /// <summary>Sends a copy of each message with its headers and options, like handlers that may send twice.</summary>
    private sealed class CopyingHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };
            foreach (var header in request.Headers)
            {
                copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }

            foreach (var option in request.Options)
            {
                copy.Options.TryAdd(option.Key, option.Value);
            }

            return base.SendAsync(copy, cancellationToken);
        }
    }
}
