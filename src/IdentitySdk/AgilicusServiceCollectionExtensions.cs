using IdentitySdk.Agilicus;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk;

/// <summary>Registers <see cref="AgilicusClient"/> for dependency injection.</summary>
public static class AgilicusServiceCollectionExtensions
{
    private static readonly VendorRegistration<AgilicusClient, AgilicusClientOptions> s_registration =
        new(AgilicusRules.Instance, static api => new AgilicusClient(api));

    /// <summary>Registers <see cref="AgilicusClient"/> as a singleton on <c>IHttpClientFactory</c>.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="configure">Sets the options, once, when the client is first resolved.</param>
    /// <returns>The builder of the underlying HTTP client, for further handlers and settings.</returns>
    public static IHttpClientBuilder AddAgilicusClient(this IServiceCollection services, Action<AgilicusClientOptions> configure) =>
        s_registration.Add(services, configure);

    /// <inheritdoc cref="AddAgilicusClient(IServiceCollection, Action{AgilicusClientOptions})"/>
    public static IHttpClientBuilder AddAgilicusClient(this IServiceCollection services, Action<IServiceProvider, AgilicusClientOptions> configure) =>
        s_registration.Add(services, configure);

    /// <summary>Registers one of several clients as a keyed singleton, for example one for each tenant.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="name">The key that resolves the client, as in <c>[FromKeyedServices("name")]</c>.</param>
    /// <param name="configure">Sets the options, once, when the client is first resolved.</param>
    /// <returns>The builder of the underlying HTTP client, for further handlers and settings.</returns>
    public static IHttpClientBuilder AddAgilicusClient(this IServiceCollection services, string name, Action<AgilicusClientOptions> configure) =>
        s_registration.AddNamed(services, name, configure);

    /// <inheritdoc cref="AddAgilicusClient(IServiceCollection, string, Action{AgilicusClientOptions})"/>
    public static IHttpClientBuilder AddAgilicusClient(
        this IServiceCollection services, string name, Action<IServiceProvider, AgilicusClientOptions> configure) =>
        s_registration.AddNamed(services, name, configure);
}
