using IdentitySdk.Agilicus;
using IdentitySdk.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk;

/// <summary>Registers <see cref="AgilicusClient"/> for dependency injection.</summary>
public static class AgilicusServiceCollectionExtensions
{
    private static readonly VendorRegistration<AgilicusClient, AgilicusClientOptions> s_registration =
        new(
            AgilicusRules.Instance,
            static api => new AgilicusClient(api),
            AgilicusKeys.Table,
            (typeof(IUsersClient), static client => client.Users),
            (typeof(IUserRolesClient), static client => client.UserRoles),
            (typeof(IMfaChallengeMethodsClient), static client => client.MfaChallengeMethods),
            (typeof(IUpstreamIdentitiesClient), static client => client.UpstreamIdentities),
            (typeof(IServiceAccountsClient), static client => client.ServiceAccounts),
            (typeof(IUserMetadataClient), static client => client.UserMetadata),
            (typeof(IUserRequestsClient), static client => client.UserRequests),
            (typeof(IAccessInfoClient), static client => client.AccessInfo));

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

    /// <summary>Registers <see cref="AgilicusClient"/> as a singleton on <c>IHttpClientFactory</c>, with options and credential from configuration.</summary>
    /// <remarks>
    /// The section is validated when the host starts: an unknown key, a missing or second credential, or an invalid value throws an
    /// <see cref="Microsoft.Extensions.Options.OptionsValidationException"/>. A changed credential is used from the next token request on; any other change
    /// requires a restart and is logged. docs/configuration.md lists the keys.
    /// </remarks>
    /// <param name="services">The service collection.</param>
    /// <param name="section">The section of the client, such as <c>configuration.GetSection("Agilicus:acme")</c>.</param>
    /// <returns>The builder of the underlying HTTP client, for further handlers and settings.</returns>
    public static IHttpClientBuilder AddAgilicusClient(this IServiceCollection services, IConfiguration section) =>
        s_registration.Add(services, section);

    /// <summary>Registers one of several clients as a keyed singleton, with options and credential from configuration.</summary>
    /// <inheritdoc cref="AddAgilicusClient(IServiceCollection, IConfiguration)" path="/remarks|/returns"/>
    /// <param name="services">The service collection.</param>
    /// <param name="name">The key that resolves the client, as in <c>[FromKeyedServices("name")]</c>.</param>
    /// <param name="section">The section of the client, such as <c>configuration.GetSection("Agilicus:acme")</c>.</param>
    public static IHttpClientBuilder AddAgilicusClient(this IServiceCollection services, string name, IConfiguration section) =>
        s_registration.AddNamed(services, name, section);
}
