using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk.Tests;

/// <summary>An attempt that ends outside of the SDK is a transport exception with the correct outcome.</summary>
public sealed class HostTimeoutTests
{
    private static IEnumerable<TestCaseData> Faults()
    {
        yield return Named("its own exception", () => new ApplicationException("mine"));
        yield return Named("a timeout", () => new TimeoutException("mine"));
        yield return Named("a cancellation of its own", () => new OperationCanceledException("mine"));

        static TestCaseData Named(string name, Func<Exception> createException) => new TestCaseData(createException).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Faults))]
    public async Task Handler_that_throws_after_sending_leaves_the_outcome_unknown(Func<Exception> createException)
    {
        foreach (var vendor in HostedVendor.All)
        {
            await using var server = new FaultServer(_ => Script.Respond(200, "{\"id\":1}"));
            await using var provider = Provide(vendor, server.BaseAddress, new ThrowingHandler(createException, sendsFirst: true));
            var write = await Assert.ThrowsAsync<TransportException>(() => vendor.Writes["create"](provider, null));
            var read = await Assert.ThrowsAsync<TransportException>(() => vendor.Read(provider, null));

            Assert.That(write!.IsOutcomeUnknown, Is.True, vendor.Name);
            Assert.That(read!.IsOutcomeUnknown, Is.False, vendor.Name);
        }
    }

    [Test]
    public async Task Timeout_of_the_hosts_HttpClient_is_a_transport_exception()
    {
        foreach (var vendor in HostedVendor.All)
        {
            var stopped = new TaskCompletionSource();
            await using var server = new FaultServer(_ => Script.StopAfter("HTTP/1.1 200 OK\r\n", stopped));
            var services = new ServiceCollection();
            vendor.Register(services, options => (options.BaseAddress, options.Retry.MaxRetries) = (server.BaseAddress, 0), null)
                .ConfigureHttpClient(client => client.Timeout = TimeSpan.FromMilliseconds(300));
            await using var provider = services.BuildServiceProvider();
            var exception = await Assert.ThrowsAsync<TransportException>(() => vendor.Writes["create"](provider, null));

            Assert.That(exception!.IsOutcomeUnknown, Is.True, vendor.Name);
            Assert.That(exception.Message, Does.Contain("in time"));
        }
    }

    [Test]
    public async Task Outer_handler_that_throws_before_sending_leaves_the_outcome_known()
    {
        foreach (var vendor in HostedVendor.All)
        {
            await using var server = new FaultServer(_ => Script.Respond(200, "{\"id\":1}"));
            var services = new ServiceCollection();
            services.ConfigureHttpClientDefaults(
                builder => builder.AddHttpMessageHandler(() => new ThrowingHandler(() => new ApplicationException("circuit open"), sendsFirst: false)));
            vendor.Register(services, options => options.BaseAddress = server.BaseAddress, null);
            await using var provider = services.BuildServiceProvider();
            var exception = await Assert.ThrowsAsync<TransportException>(() => vendor.Writes["create"](provider, null));

            Assert.That(exception!.IsOutcomeUnknown, Is.False, vendor.Name);
            Assert.That(exception.InnerException, Is.TypeOf<ApplicationException>());
            Assert.That(server.Requests, Is.Empty);
        }
    }

    [Test]
    public async Task Cancellation_wrapped_by_a_handler_is_still_a_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        using var okta = new Okta.OktaClient(new Okta.OktaClientOptions
        {
            BaseAddress = new Uri("https://vendor.example"), Credential = Okta.OktaCredential.ApiToken("token"), Transport = new CancellingHandler(cancellation),
        });
        var exception = await Assert.CatchAsync<OperationCanceledException>(() => okta.Users.GetAsync("00u1", cancellationToken: cancellation.Token));
        Assert.That(exception!.CancellationToken, Is.EqualTo(cancellation.Token));
    }

    private static ServiceProvider Provide(HostedVendor vendor, Uri address, DelegatingHandler handler)
    {
        var services = new ServiceCollection();
        vendor.Register(services, options => (options.BaseAddress, options.Retry.MaxRetries) = (address, 0), null).AddHttpMessageHandler(() => handler);
        return services.BuildServiceProvider();
    }

    private sealed class ThrowingHandler(Func<Exception> createException, bool sendsFirst) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (sendsFirst)
            {
                using var response = await base.SendAsync(request, cancellationToken);
            }

            throw createException();
        }
    }

    private sealed class CancellingHandler(CancellationTokenSource cancellation) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await cancellation.CancelAsync();
            throw new ApplicationException("translated", new OperationCanceledException(cancellationToken));
        }
    }
}
