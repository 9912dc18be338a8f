using IdentitySdk.OneLogin;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk;

/// <summary>Registers <see cref="OneLoginClient"/> for dependency injection.</summary>
public static class OneLoginServiceCollectionExtensions
{
    private static readonly VendorRegistration<OneLoginClient, OneLoginClientOptions> s_registration =
        new(OneLoginRules.Instance, static api => new OneLoginClient(api));

    /// <summary>Registers <see cref="OneLoginClient"/> as a singleton on <c>IHttpClientFactory</c>.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="configure">Sets the options, once, when the client is first resolved.</param>
    /// <returns>The builder of the underlying HTTP client, for further handlers and settings.</returns>
    public static IHttpClientBuilder AddOneLoginClient(this IServiceCollection services, Action<OneLoginClientOptions> configure) =>
        s_registration.Add(services, configure);

    /// <inheritdoc cref="AddOneLoginClient(IServiceCollection, Action{OneLoginClientOptions})"/>
    public static IHttpClientBuilder AddOneLoginClient(this IServiceCollection services, Action<IServiceProvider, OneLoginClientOptions> configure) =>
        s_registration.Add(services, configure);

    /// <summary>Registers one of several clients as a keyed singleton, for example one for each tenant.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="name">The key that resolves the client, as in <c>[FromKeyedServices("name")]</c>.</param>
    /// <param name="configure">Sets the options, once, when the client is first resolved.</param>
    /// <returns>The builder of the underlying HTTP client, for further handlers and settings.</returns>
    public static IHttpClientBuilder AddOneLoginClient(this IServiceCollection services, string name, Action<OneLoginClientOptions> configure) =>
        s_registration.AddNamed(services, name, configure);

    /// <inheritdoc cref="AddOneLoginClient(IServiceCollection, string, Action{OneLoginClientOptions})"/>
    public static IHttpClientBuilder AddOneLoginClient(
        this IServiceCollection services, string name, Action<IServiceProvider, OneLoginClientOptions> configure) =>
        s_registration.AddNamed(services, name, configure);
}
