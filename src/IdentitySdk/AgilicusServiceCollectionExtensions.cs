using IdentitySdk.Agilicus;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk;

/// <summary>Registers clients for Agilicus.</summary>
public static class AgilicusServiceCollectionExtensions
{
    /// <summary>Registers <see cref="AgilicusClient"/> as a singleton on <c>IHttpClientFactory</c>.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Fills the options, once, when the client is first asked for.</param>
    /// <returns>The builder of the HTTP client underneath, for handlers and settings of your own.</returns>
    public static IHttpClientBuilder AddAgilicusClient(this IServiceCollection services, Action<AgilicusClientOptions> configure) =>
        services.AddAgilicusClient((_, options) => (configure ?? throw new ArgumentNullException(nameof(configure)))(options));

    /// <summary>Registers <see cref="AgilicusClient"/> as a singleton on <c>IHttpClientFactory</c>.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Fills the options with what other services know, once, when the client is first asked for.</param>
    /// <returns>The builder of the HTTP client underneath, for handlers and settings of your own.</returns>
    public static IHttpClientBuilder AddAgilicusClient(this IServiceCollection services, Action<IServiceProvider, AgilicusClientOptions> configure) =>
        VendorRegistration.AddVendor(services, null, configure, AgilicusRules.Instance, api => new AgilicusClient(api));

    /// <summary>Registers one of several clients, as a keyed singleton: for example one for each tenant.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="name">The key to ask for the client with, as in <c>[FromKeyedServices("name")]</c>.</param>
    /// <param name="configure">Fills the options, once, when the client is first asked for.</param>
    /// <returns>The builder of the HTTP client underneath, for handlers and settings of your own.</returns>
    public static IHttpClientBuilder AddAgilicusClient(this IServiceCollection services, string name, Action<AgilicusClientOptions> configure) =>
        services.AddAgilicusClient(name, (_, options) => (configure ?? throw new ArgumentNullException(nameof(configure)))(options));

    /// <summary>Registers one of several clients, as a keyed singleton: for example one for each tenant.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="name">The key to ask for the client with, as in <c>[FromKeyedServices("name")]</c>.</param>
    /// <param name="configure">Fills the options with what other services know, once, when the client is first asked for.</param>
    /// <returns>The builder of the HTTP client underneath, for handlers and settings of your own.</returns>
    public static IHttpClientBuilder AddAgilicusClient(this IServiceCollection services, string name, Action<IServiceProvider, AgilicusClientOptions> configure) =>
        VendorRegistration.AddVendor(services, name ?? throw new ArgumentNullException(nameof(name)), configure, AgilicusRules.Instance, api => new AgilicusClient(api));
}
