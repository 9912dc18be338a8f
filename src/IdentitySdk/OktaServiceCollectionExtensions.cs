using IdentitySdk.Okta;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk;

/// <summary>Registers <see cref="OktaClient"/> for dependency injection.</summary>
public static class OktaServiceCollectionExtensions
{
    private static readonly VendorRegistration<OktaClient, OktaClientOptions> s_registration =
        new(OktaRules.Instance, static api => new OktaClient(api));

    /// <summary>Registers <see cref="OktaClient"/> as a singleton on <c>IHttpClientFactory</c>.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="configure">Sets the options, once, when the client is first resolved.</param>
    /// <returns>The builder of the underlying HTTP client, for further handlers and settings.</returns>
    public static IHttpClientBuilder AddOktaClient(this IServiceCollection services, Action<OktaClientOptions> configure) =>
        s_registration.Add(services, configure);

    /// <inheritdoc cref="AddOktaClient(IServiceCollection, Action{OktaClientOptions})"/>
    public static IHttpClientBuilder AddOktaClient(this IServiceCollection services, Action<IServiceProvider, OktaClientOptions> configure) =>
        s_registration.Add(services, configure);

    /// <summary>Registers one of several clients as a keyed singleton, for example one for each tenant.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="name">The key that resolves the client, as in <c>[FromKeyedServices("name")]</c>.</param>
    /// <param name="configure">Sets the options, once, when the client is first resolved.</param>
    /// <returns>The builder of the underlying HTTP client, for further handlers and settings.</returns>
    public static IHttpClientBuilder AddOktaClient(this IServiceCollection services, string name, Action<OktaClientOptions> configure) =>
        s_registration.AddNamed(services, name, configure);

    /// <inheritdoc cref="AddOktaClient(IServiceCollection, string, Action{OktaClientOptions})"/>
    public static IHttpClientBuilder AddOktaClient(
        this IServiceCollection services, string name, Action<IServiceProvider, OktaClientOptions> configure) =>
        s_registration.AddNamed(services, name, configure);
}
