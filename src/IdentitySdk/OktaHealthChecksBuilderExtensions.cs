using IdentitySdk.Okta;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IdentitySdk;

/// <summary>Adds health checks of <see cref="OktaClient"/>: one cheap read, without side effect and without personal data.</summary>
public static class OktaHealthChecksBuilderExtensions
{
    /// <summary>Adds a health check of an Okta client, named <c>okta</c> or <c>okta-{name}</c>.</summary>
    /// <remarks>
    /// The check lists the users with an id that no user has (<c>okta.users.read</c>); it is sent once, within 10 seconds. A rate limit is
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
                new ListUsersOptions { Filter = "id eq \"health-check\"", Limit = 1 }, options, cancellationToken));
}
