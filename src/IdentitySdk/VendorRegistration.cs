using IdentitySdk.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;

namespace IdentitySdk;

/// <summary>Registers one vendor's root client on <c>IHttpClientFactory</c>, with the same handlers as a client made by hand.</summary>
internal static class VendorRegistration
{
    /// <summary>Registers a client; registered again under the same name, only <paramref name="configure"/> is added, and runs after those before.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="name">The key of the client, and part of the HTTP client's name; null for the only one.</param>
    /// <param name="configure">Fills the options, once, when the client is first asked for.</param>
    /// <param name="vendor">What the vendor does its own way.</param>
    /// <param name="createClient">Makes the root client.</param>
    public static IHttpClientBuilder AddVendor<TClient, TOptions>(
        IServiceCollection services, string? name, Action<IServiceProvider, TOptions> configure, VendorRules vendor, Func<ApiClient, TClient> createClient)
        where TClient : class
        where TOptions : IdentityClientOptions, new()
    {
        _ = services ?? throw new ArgumentNullException(nameof(services));
        _ = configure ?? throw new ArgumentNullException(nameof(configure));
        if (name is { Length: 0 })
        {
            throw new ArgumentException("The name must not be empty.", nameof(name));
        }

        var httpName = $"IdentitySdk.{vendor.Name}" + (name is null ? "" : "." + name);
        var isKnown = services.Any(service => service.IsKeyedService && service.ServiceType == typeof(ApiClient) && httpName.Equals(service.ServiceKey));
        services.AddKeyedSingleton(httpName, configure);
        return isKnown ? services.AddHttpClient(httpName) : AddFirst<TClient, TOptions>(services, name, httpName, vendor, createClient);
    }

    private static IHttpClientBuilder AddFirst<TClient, TOptions>(
        IServiceCollection services, string? name, string httpName, VendorRules vendor, Func<ApiClient, TClient> createClient)
        where TClient : class
        where TOptions : IdentityClientOptions, new()
    {
        // The factory's own loggers write whole addresses, and an address may name a person; the SDK logs each call itself.
        var builder = services.AddHttpClient(httpName).RemoveAllLoggers();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, HandlerFilter>());

        // Handlers come and go with the factory's rotation; what they share is made once and lives here.
        services.AddKeyedSingleton(httpName, (provider, _) =>
        {
            var options = new TOptions();
            foreach (var configure in provider.GetKeyedServices<Action<IServiceProvider, TOptions>>(httpName))
            {
                configure(provider, options);
            }

            options.LoggerFactory ??= provider.GetService<ILoggerFactory>();
            var factory = provider.GetRequiredService<IHttpClientFactory>();
            return ApiClient.Create(options, vendor, () => factory.CreateClient(httpName));
        });
        builder.ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan);
        builder.ConfigurePrimaryHttpMessageHandler(provider => Api(provider).Options is { Transport: { } transport }
            ? new SharedTransport(transport)
            : Transport.Create(Api(provider).Options.TimeProvider));
        for (var index = 0; index < Pipeline.HandlerCount; index++)
        {
            var position = index;
            builder.AddHttpMessageHandler(provider => Api(provider).Pipeline.CreateHandler(position));
        }

        if (name is null)
        {
            services.AddSingleton(provider => createClient(Api(provider)));
        }
        else
        {
            services.AddKeyedSingleton(name, (provider, _) => createClient(Api(provider)));
        }

        return builder;

        ApiClient Api(IServiceProvider provider) => provider.GetRequiredKeyedService<ApiClient>(httpName);
    }
}
