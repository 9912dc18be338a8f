using IdentitySdk.Configuration;
using IdentitySdk.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdentitySdk;

/// <summary>Registers one vendor's root client on <c>IHttpClientFactory</c>, with the same handlers as a client created without it.</summary>
/// <remarks>Registering a client again under the same name adds no handlers; each registration configures the options, in order.</remarks>
/// <param name="vendor">The vendor's rules.</param>
/// <param name="createClient">Creates the root client.</param>
/// <param name="table">The keys of configuration sections.</param>
/// <param name="interfaces">The interfaces of the clients, each with a function that gets it from the root client.</param>
internal sealed class VendorRegistration<TClient, TOptions>(
    VendorRules vendor, Func<ApiClient, TClient> createClient, ConfigurationTable<TOptions> table, params (Type Service, Func<TClient, object> Get)[] interfaces)
    where TClient : class
    where TOptions : IdentityClientOptions, new()
{
    public IHttpClientBuilder Add(IServiceCollection services, Action<TOptions> configure) => Register(services, null, IgnoreProvider(configure));

    public IHttpClientBuilder Add(IServiceCollection services, Action<IServiceProvider, TOptions> configure) => Register(services, null, configure);

    public IHttpClientBuilder AddNamed(IServiceCollection services, string name, Action<TOptions> configure) =>
        Register(services, RequireName(name), IgnoreProvider(configure));

    public IHttpClientBuilder AddNamed(IServiceCollection services, string name, Action<IServiceProvider, TOptions> configure) =>
        Register(services, RequireName(name), configure);

    public IHttpClientBuilder Add(IServiceCollection services, IConfiguration section) => RegisterSection(services, null, section);

    public IHttpClientBuilder AddNamed(IServiceCollection services, string name, IConfiguration section) => RegisterSection(services, RequireName(name), section);

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
        services.AddSingleton<IConfigureOptions<TOptions>>(provider => new ConfigureNamedOptions<TOptions>(OptionsName(name), options => configure(provider, options)));
        return Register(services, name);
    }

    private IHttpClientBuilder RegisterSection(IServiceCollection services, string? name, IConfiguration section)
    {
        _ = services ?? throw new ArgumentNullException(nameof(services));
        _ = section ?? throw new ArgumentNullException(nameof(section));
        services.AddKeyedSingleton(HttpName(name), (_, _) => new SectionBinding<TOptions>(section, table, OptionsName(name)));
        var index = services.Count(service => IsKeyed(service, typeof(SectionBinding<TOptions>), HttpName(name))) - 1;
        services.AddSingleton<IConfigureOptions<TOptions>>(Binding);
        services.AddSingleton<IValidateOptions<TOptions>>(Binding);
        services.AddOptions<TOptions>(OptionsName(name)).ValidateOnStart();
        return Register(services, name);

        SectionBinding<TOptions> Binding(IServiceProvider provider) => provider.GetKeyedServices<SectionBinding<TOptions>>(HttpName(name)).ElementAt(index);
    }

    private static string OptionsName(string? name) => name ?? Options.DefaultName;

    private string HttpName(string? name) => $"IdentitySdk.{vendor.Name}" + (name is null ? "" : "." + name);

    private static bool IsKeyed(ServiceDescriptor service, Type type, string key) =>
        service.IsKeyedService && service.ServiceType == type && key.Equals(service.ServiceKey);

    private IHttpClientBuilder Register(IServiceCollection services, string? name)
    {
        var httpName = HttpName(name);
        return services.Any(service => IsKeyed(service, typeof(ApiClient), httpName)) ? services.AddHttpClient(httpName) : RegisterFirst(services, name, httpName);
    }

    private IHttpClientBuilder RegisterFirst(IServiceCollection services, string? name, string httpName)
    {
        // The factory's own loggers write whole addresses, which may contain personal data; the SDK logs each call itself.
        var builder = services.AddHttpClient(httpName).RemoveAllLoggers();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, HandlerFilter>());

        // The factory rotates the handlers; their shared state is created once and registered here.
        services.AddOptions();
        services.AddKeyedSingleton(httpName, (provider, _) => CreateApi(provider, OptionsName(name), httpName));
        builder.ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan);
        services.Configure<HttpClientFactoryOptions>(httpName, options => options.HttpMessageHandlerBuilderActions.Add(
            handlers => handlers.PrimaryHandler = CreateTransport(handlers.PrimaryHandler, Api(handlers.Services).Options)));
        for (var index = 0; index < Pipeline.HandlerCount; index++)
        {
            var position = index;
            builder.AddHttpMessageHandler(provider => Api(provider).Pipeline.CreateHandler(position));
        }

        AddClient(services, name, typeof(TClient), provider => createClient(Api(provider)));
        foreach (var (service, get) in interfaces)
        {
            AddClient(services, name, service, provider => get(Client(provider)));
        }

        return builder;

        ApiClient Api(IServiceProvider provider) => provider.GetRequiredKeyedService<ApiClient>(httpName);

        TClient Client(IServiceProvider provider) => name is null ? provider.GetRequiredService<TClient>() : provider.GetRequiredKeyedService<TClient>(name);
    }

    /// <summary>
    /// Uses a transport of the host's defaults that is not .NET's own, such as a test double. A .NET transport is replaced, because one that the host has set
    /// cannot be distinguished from the factory's default.
    /// </summary>
    private static HttpMessageHandler CreateTransport(HttpMessageHandler inherited, IdentityClientOptions options) => options.Transport is { } transport
        ? new SharedTransport(transport)
        : inherited.GetType().Namespace == "System.Net.Http"
            ? Transport.Create(options.TimeProvider, options.Connection)
            : inherited;

    private static void AddClient(IServiceCollection services, string? name, Type service, Func<IServiceProvider, object> create) => services.Add(
        name is null
            ? new ServiceDescriptor(service, create, ServiceLifetime.Singleton)
            : new ServiceDescriptor(service, name, (provider, _) => create(provider), ServiceLifetime.Singleton));

    private ApiClient CreateApi(IServiceProvider provider, string optionsName, string httpName)
    {
        var options = (TOptions)provider.GetRequiredService<IOptionsMonitor<TOptions>>().Get(optionsName).Copy();
        options.LoggerFactory ??= provider.GetService<ILoggerFactory>();
        options.TokenCache ??= provider.GetService<ITokenCache>();
        options.RateLimits.Store ??= provider.GetService<IRateLimitStore>();
        var factory = provider.GetRequiredService<IHttpClientFactory>();
        var api = ApiClient.Create(options, vendor, () => factory.CreateClient(httpName));
        foreach (var binding in provider.GetKeyedServices<SectionBinding<TOptions>>(httpName))
        {
            binding.Attach(api);
        }

        return api;
    }
}
