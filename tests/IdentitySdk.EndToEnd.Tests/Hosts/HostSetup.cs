using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace IdentitySdk.Tests;

/// <summary>A host's configuration of a client: of the services before the registration, of the builder after it, and of the options.</summary>
internal sealed record HostSetup(
    string Name, Action<IServiceCollection>? Before = null, Action<IHttpClientBuilder>? After = null, Action<IdentityClientOptions>? Options = null, int Registrations = 1)
{
    /// <summary>Retries of the host: in the defaults for all clients, on the client's builder, and inside the transport.</summary>
    public static IReadOnlyList<HostSetup> Policies { get; } =
    [
        new("policy in the defaults", InDefaults(AddPolicy)),
        new("resilience in the defaults", InDefaults(AddResilience)),
        new("policy in the defaults, retained", InDefaults(AddPolicy), Options: options => options.KeepInheritedHandlers = true),
        new("resilience in the defaults, retained", InDefaults(AddResilience), Options: options => options.KeepInheritedHandlers = true),
        new("policy on the builder", After: AddPolicy),
        new("resilience on the builder", After: AddResilience),
        new("hedging in the defaults", InDefaults(builder => builder.AddStandardHedgingHandler())),
        new("hedging on the builder", After: builder => builder.AddStandardHedgingHandler()),
        new("policy inside the transport", Options: options => options.Transport = WithPolicy(new HttpClientHandler())) { IsInTransport = true },
        new("unconditional retries inside the transport", Options: options => options.Transport = new RetryingHandler { InnerHandler = new HttpClientHandler() }) { IsInTransport = true },
        new("all policies combined", InDefaults(AddResilience), AddResilience, options => options.Transport = WithPolicy(new HttpClientHandler()), Registrations: 2)
        {
            IsInTransport = true,
        },
    ];

    /// <summary>Whether the host retries inside the transport, invisible to the client.</summary>
    public bool IsInTransport { get; init; }

    /// <summary>Registers a vendor's client without its own retries.</summary>
    public ServiceProvider Provide(HostedVendor vendor, Uri address, Action<IdentityClientOptions>? configure = null)
    {
        var services = new ServiceCollection();
        Before?.Invoke(services);
        for (var registration = 0; registration < Registrations; registration++)
        {
            var builder = vendor.Register(
                services,
                options =>
                {
                    (options.BaseAddress, options.Retry.MaxRetries) = (address, 0);
                    Options?.Invoke(options);
                    configure?.Invoke(options);
                },
                null);
            After?.Invoke(builder);
        }

        return services.BuildServiceProvider();
    }

    public override string ToString() => Name;

    private static Action<IServiceCollection> InDefaults(Action<IHttpClientBuilder> add) => services => services.ConfigureHttpClientDefaults(add);

    private static void AddPolicy(IHttpClientBuilder builder) => builder.AddTransientHttpErrorPolicy(policy => policy.RetryAsync(2));

    private static void AddResilience(IHttpClientBuilder builder) => builder.AddStandardResilienceHandler(options => options.Retry.Delay = TimeSpan.Zero);

    private static HttpMessageHandler WithPolicy(HttpMessageHandler transport) => new PolicyHttpMessageHandler(
        Policy<HttpResponseMessage>.Handle<Exception>().OrResult(response => (int)response.StatusCode >= 500).RetryAsync(2)) { InnerHandler = transport };

    /// <summary>Sends a request up to three times until it succeeds.</summary>
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
