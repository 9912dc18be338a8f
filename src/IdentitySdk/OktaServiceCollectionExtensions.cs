using IdentitySdk.Configuration;
using IdentitySdk.Okta;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk;

/// <summary>Registers <see cref="OktaClient"/> for dependency injection.</summary>
public static class OktaServiceCollectionExtensions
{
    private static readonly VendorRegistration<OktaClient, OktaClientOptions> s_registration =
        new(
            OktaRules.Instance,
            static api => new OktaClient(api),
            OktaKeys.Table,
            (typeof(IUsersClient), static client => client.Users),
            (typeof(IUserLifecycleClient), static client => client.UserLifecycle),
            (typeof(IUserCredentialsClient), static client => client.UserCredentials),
            (typeof(IUserRolesClient), static client => client.UserRoles),
            (typeof(IUserRoleTargetsClient), static client => client.UserRoleTargets),
            (typeof(IUserGrantsClient), static client => client.UserGrants),
            (typeof(IUserTokensClient), static client => client.UserTokens),
            (typeof(IUserLinkedObjectsClient), static client => client.UserLinkedObjects),
            (typeof(IUserResourcesClient), static client => client.UserResources));

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

    /// <summary>Registers <see cref="OktaClient"/> as a singleton on <c>IHttpClientFactory</c>, with options and credential from configuration.</summary>
    /// <remarks>
    /// The section is validated when the host starts: an unknown key, a missing or second credential, or an invalid value throws an
    /// <see cref="Microsoft.Extensions.Options.OptionsValidationException"/>. A changed credential is used from the next token request on; any other change
    /// requires a restart and is logged. docs/configuration.md lists the keys.
    /// </remarks>
    /// <param name="services">The service collection.</param>
    /// <param name="section">The section of the client, such as <c>configuration.GetSection("Okta:acme")</c>.</param>
    /// <returns>The builder of the underlying HTTP client, for further handlers and settings.</returns>
    public static IHttpClientBuilder AddOktaClient(this IServiceCollection services, IConfiguration section) =>
        s_registration.Add(services, section);

    /// <summary>Registers one of several clients as a keyed singleton, with options and credential from configuration.</summary>
    /// <inheritdoc cref="AddOktaClient(IServiceCollection, IConfiguration)" path="/remarks|/returns"/>
    /// <param name="services">The service collection.</param>
    /// <param name="name">The key that resolves the client, as in <c>[FromKeyedServices("name")]</c>.</param>
    /// <param name="section">The section of the client, such as <c>configuration.GetSection("Okta:acme")</c>.</param>
    public static IHttpClientBuilder AddOktaClient(this IServiceCollection services, string name, IConfiguration section) =>
        s_registration.AddNamed(services, name, section);
}
