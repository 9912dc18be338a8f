using IdentitySdk.Okta;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk;

/// <summary>Registers clients for Okta.</summary>
public static class OktaServiceCollectionExtensions
{
    /// <summary>Registers <see cref="OktaClient"/> as a singleton on <c>IHttpClientFactory</c>.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Fills the options, once, when the client is first asked for.</param>
    /// <returns>The builder of the HTTP client underneath, for handlers and settings of your own.</returns>
    public static IHttpClientBuilder AddOktaClient(this IServiceCollection services, Action<OktaClientOptions> configure) =>
        services.AddOktaClient((_, options) => (configure ?? throw new ArgumentNullException(nameof(configure)))(options));

    /// <summary>Registers <see cref="OktaClient"/> as a singleton on <c>IHttpClientFactory</c>.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Fills the options with what other services know, once, when the client is first asked for.</param>
    /// <returns>The builder of the HTTP client underneath, for handlers and settings of your own.</returns>
    public static IHttpClientBuilder AddOktaClient(this IServiceCollection services, Action<IServiceProvider, OktaClientOptions> configure) =>
        VendorRegistration.AddVendor(services, null, configure, OktaRules.Instance, api => new OktaClient(api));

    /// <summary>Registers one of several clients, as a keyed singleton: for example one for each tenant.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="name">The key to ask for the client with, as in <c>[FromKeyedServices("name")]</c>.</param>
    /// <param name="configure">Fills the options, once, when the client is first asked for.</param>
    /// <returns>The builder of the HTTP client underneath, for handlers and settings of your own.</returns>
    public static IHttpClientBuilder AddOktaClient(this IServiceCollection services, string name, Action<OktaClientOptions> configure) =>
        services.AddOktaClient(name, (_, options) => (configure ?? throw new ArgumentNullException(nameof(configure)))(options));

    /// <summary>Registers one of several clients, as a keyed singleton: for example one for each tenant.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="name">The key to ask for the client with, as in <c>[FromKeyedServices("name")]</c>.</param>
    /// <param name="configure">Fills the options with what other services know, once, when the client is first asked for.</param>
    /// <returns>The builder of the HTTP client underneath, for handlers and settings of your own.</returns>
    public static IHttpClientBuilder AddOktaClient(this IServiceCollection services, string name, Action<IServiceProvider, OktaClientOptions> configure) =>
        VendorRegistration.AddVendor(services, name ?? throw new ArgumentNullException(nameof(name)), configure, OktaRules.Instance, api => new OktaClient(api));
}
