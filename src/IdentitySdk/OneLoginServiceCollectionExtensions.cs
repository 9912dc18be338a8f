using IdentitySdk.Configuration;
using IdentitySdk.OneLogin;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk;

/// <summary>Registers <see cref="OneLoginClient"/> for dependency injection.</summary>
public static class OneLoginServiceCollectionExtensions
{
    private static readonly VendorRegistration<OneLoginClient, OneLoginClientOptions> s_registration =
        new(
            OneLoginRules.Instance,
            static api => new OneLoginClient(api),
            OneLoginKeys.Table,
            (typeof(IUsersClient), static client => client.Users),
            (typeof(IUserRolesClient), static client => client.UserRoles),
            (typeof(IUserSecurityClient), static client => client.UserSecurity));

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

    /// <summary>Registers <see cref="OneLoginClient"/> as a singleton on <c>IHttpClientFactory</c>, with options and credential from configuration.</summary>
    /// <remarks>
    /// The section is validated when the host starts: an unknown key, a missing or second credential, or an invalid value throws an
    /// <see cref="Microsoft.Extensions.Options.OptionsValidationException"/>. A changed credential is used from the next token request on; any other change
    /// requires a restart and is logged. docs/configuration.md lists the keys.
    /// </remarks>
    /// <param name="services">The service collection.</param>
    /// <param name="section">The section of the client, such as <c>configuration.GetSection("OneLogin:acme")</c>.</param>
    /// <returns>The builder of the underlying HTTP client, for further handlers and settings.</returns>
    public static IHttpClientBuilder AddOneLoginClient(this IServiceCollection services, IConfiguration section) =>
        s_registration.Add(services, section);

    /// <summary>Registers one of several clients as a keyed singleton, with options and credential from configuration.</summary>
    /// <inheritdoc cref="AddOneLoginClient(IServiceCollection, IConfiguration)" path="/remarks|/returns"/>
    /// <param name="services">The service collection.</param>
    /// <param name="name">The key that resolves the client, as in <c>[FromKeyedServices("name")]</c>.</param>
    /// <param name="section">The section of the client, such as <c>configuration.GetSection("OneLogin:acme")</c>.</param>
    public static IHttpClientBuilder AddOneLoginClient(this IServiceCollection services, string name, IConfiguration section) =>
        s_registration.AddNamed(services, name, section);
}
