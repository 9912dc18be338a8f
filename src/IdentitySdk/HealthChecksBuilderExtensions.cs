using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IdentitySdk;

/// <summary>Adds health checks of registered clients: one cheap read each, without side effect and without personal data.</summary>
public static class HealthChecksBuilderExtensions
{
    /// <summary>Adds a health check of an Okta client, named <c>okta</c> or <c>okta-{name}</c>.</summary>
    /// <remarks>
    /// The check lists the users with an id that nobody has (<c>okta.users.read</c>); it is sent once, within 10 seconds. A rate limit is
    /// <see cref="HealthStatus.Degraded"/>. Its description is <see cref="IdentityApiException.Message"/>, which has no personal data.
    /// </remarks>
    /// <param name="builder">The builder of <c>AddHealthChecks()</c>.</param>
    /// <param name="name">The client's name; null (the default) for the unnamed client.</param>
    /// <param name="failureStatus">The status of a failure; null (the default) for unhealthy.</param>
    /// <param name="tags">Tags to select the check by.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddOkta(
        this IHealthChecksBuilder builder, string? name = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null) =>
        VendorHealthCheck<OktaClient>.Add(
            builder, "okta", name, failureStatus, tags,
            static (okta, options, cancellationToken) => okta.Users.ListAsync(
                new Okta.ListUsersOptions { Filter = "id eq \"health-check\"", Limit = 1 }, options, cancellationToken));

    /// <summary>Adds a health check of a OneLogin client, named <c>onelogin</c> or <c>onelogin-{name}</c>.</summary>
    /// <inheritdoc cref="AddOkta" path="/param|/returns"/>
    /// <remarks>
    /// The check lists the users with an email address that nobody has (Read Users); it is sent once, within 10 seconds. A rate limit is
    /// <see cref="HealthStatus.Degraded"/>. Its description is <see cref="IdentityApiException.Message"/>, which has no personal data.
    /// </remarks>
    public static IHealthChecksBuilder AddOneLogin(
        this IHealthChecksBuilder builder, string? name = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null) =>
        VendorHealthCheck<OneLoginClient>.Add(
            builder, "onelogin", name, failureStatus, tags,
            static (oneLogin, options, cancellationToken) => oneLogin.Users.ListAsync(
                new OneLogin.ListUsersOptions { Email = VendorHealthCheck<OneLoginClient>.Nobody, Limit = 1 }, options, cancellationToken));

    /// <summary>Adds a health check of an Agilicus client, named <c>agilicus</c> or <c>agilicus-{name}</c>.</summary>
    /// <remarks>
    /// The check lists the users with an email address that nobody has; it is sent once, within 10 seconds. Its description is
    /// <see cref="IdentityApiException.Message"/>, which has no personal data.
    /// </remarks>
    /// <param name="builder">The builder of <c>AddHealthChecks()</c>.</param>
    /// <param name="name">The client's name; null (the default) for the unnamed client.</param>
    /// <param name="failureStatus">The status of a failure; null (the default) for unhealthy.</param>
    /// <param name="tags">Tags to select the check by.</param>
    /// <param name="orgId">The organisation to look in; null (the default) leaves it to Agilicus.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddAgilicus(
        this IHealthChecksBuilder builder, string? name = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null, string? orgId = null) =>
        VendorHealthCheck<AgilicusClient>.Add(
            builder, "agilicus", name, failureStatus, tags,
            (agilicus, options, cancellationToken) => agilicus.Users.ListAsync(
                new Agilicus.ListUsersOptions { Email = VendorHealthCheck<AgilicusClient>.Nobody, OrgId = orgId, Limit = 1 }, options, cancellationToken));
}
