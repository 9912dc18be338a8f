using IdentitySdk.OneLogin;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk;

/// <summary>Registers clients for OneLogin.</summary>
public static class OneLoginServiceCollectionExtensions
{
    /// <summary>Registers <see cref="OneLoginClient"/> as a singleton on <c>IHttpClientFactory</c>.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Fills the options, once, when the client is first asked for.</param>
    /// <returns>The builder of the HTTP client underneath, for handlers and settings of your own.</returns>
    public static IHttpClientBuilder AddOneLoginClient(this IServiceCollection services, Action<OneLoginClientOptions> configure) =>
        services.AddOneLoginClient((_, options) => (configure ?? throw new ArgumentNullException(nameof(configure)))(options));

    /// <summary>Registers <see cref="OneLoginClient"/> as a singleton on <c>IHttpClientFactory</c>.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Fills the options with what other services know, once, when the client is first asked for.</param>
    /// <returns>The builder of the HTTP client underneath, for handlers and settings of your own.</returns>
    public static IHttpClientBuilder AddOneLoginClient(this IServiceCollection services, Action<IServiceProvider, OneLoginClientOptions> configure) =>
        VendorRegistration.AddVendor(services, null, configure, OneLoginRules.Instance, api => new OneLoginClient(api));

    /// <summary>Registers one of several clients, as a keyed singleton: for example one for each tenant.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="name">The key to ask for the client with, as in <c>[FromKeyedServices("name")]</c>.</param>
    /// <param name="configure">Fills the options, once, when the client is first asked for.</param>
    /// <returns>The builder of the HTTP client underneath, for handlers and settings of your own.</returns>
    public static IHttpClientBuilder AddOneLoginClient(this IServiceCollection services, string name, Action<OneLoginClientOptions> configure) =>
        services.AddOneLoginClient(name, (_, options) => (configure ?? throw new ArgumentNullException(nameof(configure)))(options));

    /// <summary>Registers one of several clients, as a keyed singleton: for example one for each tenant.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="name">The key to ask for the client with, as in <c>[FromKeyedServices("name")]</c>.</param>
    /// <param name="configure">Fills the options with what other services know, once, when the client is first asked for.</param>
    /// <returns>The builder of the HTTP client underneath, for handlers and settings of your own.</returns>
    public static IHttpClientBuilder AddOneLoginClient(this IServiceCollection services, string name, Action<IServiceProvider, OneLoginClientOptions> configure) =>
        VendorRegistration.AddVendor(services, name ?? throw new ArgumentNullException(nameof(name)), configure, OneLoginRules.Instance, api => new OneLoginClient(api));
}
