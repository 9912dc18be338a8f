using IdentitySdk.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;

namespace IdentitySdk;

/// <summary>Registers one vendor's root client on <c>IHttpClientFactory</c>, with the same handlers as a client made without it.</summary>
/// <remarks>A client that is registered again under the same name keeps its handlers; its options are configured by each registration in turn.</remarks>
/// <param name="vendor">The vendor's own rules.</param>
/// <param name="createClient">Creates the root client.</param>
internal sealed class VendorRegistration<TClient, TOptions>(VendorRules vendor, Func<ApiClient, TClient> createClient)
    where TClient : class
    where TOptions : IdentityClientOptions, new()
{
    public IHttpClientBuilder Add(IServiceCollection services, Action<TOptions> configure) => Register(services, null, IgnoreProvider(configure));

    public IHttpClientBuilder Add(IServiceCollection services, Action<IServiceProvider, TOptions> configure) => Register(services, null, configure);

    public IHttpClientBuilder AddNamed(IServiceCollection services, string name, Action<TOptions> configure) =>
        Register(services, RequireName(name), IgnoreProvider(configure));

    public IHttpClientBuilder AddNamed(IServiceCollection services, string name, Action<IServiceProvider, TOptions> configure) =>
        Register(services, RequireName(name), configure);

    private static Action<IServiceProvider, TOptions> IgnoreProvider(Action<TOptions> configure) =>
        configure is null ? throw new ArgumentNullException(nameof(configure)) : (_, options) => configure(options);

    private static string RequireName(string name) => name switch
    {
        null => throw new ArgumentNullException(nameof(name)),
        "" => throw new ArgumentException("The name must not be empty.", nameof(name)),
        _ => name,
    };

    /// <param name="services">The service collection.</param>
    /// <param name="name">The key of the client and part of the HTTP client's name; null for the unnamed client.</param>
    /// <param name="configure">Sets the options, once, when the client is first resolved.</param>
    private IHttpClientBuilder Register(IServiceCollection services, string? name, Action<IServiceProvider, TOptions> configure)
    {
        _ = services ?? throw new ArgumentNullException(nameof(services));
        _ = configure ?? throw new ArgumentNullException(nameof(configure));
        var httpName = $"IdentitySdk.{vendor.Name}" + (name is null ? "" : "." + name);
        var isRegistered = services.Any(service => service.IsKeyedService && service.ServiceType == typeof(ApiClient) && httpName.Equals(service.ServiceKey));
        services.AddKeyedSingleton(httpName, configure);
        return isRegistered ? services.AddHttpClient(httpName) : RegisterFirst(services, name, httpName);
    }

    private IHttpClientBuilder RegisterFirst(IServiceCollection services, string? name, string httpName)
    {
        // The factory's own loggers write whole addresses, and an address may name a person; the SDK logs each call itself.
        var builder = services.AddHttpClient(httpName).RemoveAllLoggers();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, HandlerFilter>());

        // Handlers are replaced by the factory's rotation; the state that they share is created once and lives here.
        services.AddKeyedSingleton(httpName, (provider, _) => CreateApi(provider, httpName));
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

    private ApiClient CreateApi(IServiceProvider provider, string httpName)
    {
        var options = new TOptions();
        foreach (var configure in provider.GetKeyedServices<Action<IServiceProvider, TOptions>>(httpName))
        {
            configure(provider, options);
        }

        options.LoggerFactory ??= provider.GetService<ILoggerFactory>();
        options.TokenCache ??= provider.GetService<ITokenCache>();
        if (options.RateLimits is { Store: null } own)
        {
            // A copy: the host may have given the same settings to clients without a store.
            options.RateLimits = own.Copy();
            options.RateLimits.Store = provider.GetService<IRateLimitStore>();
        }

        var factory = provider.GetRequiredService<IHttpClientFactory>();
        return ApiClient.Create(options, vendor, () => factory.CreateClient(httpName));
    }
}
