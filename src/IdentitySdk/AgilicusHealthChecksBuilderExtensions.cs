using IdentitySdk.Agilicus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IdentitySdk;

/// <summary>Adds health checks of <see cref="AgilicusClient"/>: one cheap read, without side effect and without personal data.</summary>
public static class AgilicusHealthChecksBuilderExtensions
{
    /// <summary>Adds a health check of an Agilicus client, named <c>agilicus</c> or <c>agilicus-{name}</c>.</summary>
    /// <remarks>
    /// The check lists the users with an email address that no user has; it is sent once, within 10 seconds. Its description is
    /// <see cref="IdentityApiException.Message"/>, which has no personal data.
    /// </remarks>
    /// <param name="builder">The builder of <c>AddHealthChecks()</c>.</param>
    /// <param name="name">The client's name; null (the default) for the unnamed client.</param>
    /// <param name="failureStatus">The status of a failure; null (the default) for unhealthy.</param>
    /// <param name="tags">Tags to select the check by.</param>
    /// <param name="orgId">The organisation to search; null (the default) for Agilicus' default.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddAgilicus(
        this IHealthChecksBuilder builder, string? name = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null, string? orgId = null) =>
        VendorHealthCheck<AgilicusClient>.Add(
            builder, "agilicus", name, failureStatus, tags,
            (agilicus, options, cancellationToken) => agilicus.Users.ListAsync(
                new ListUsersOptions { Email = VendorHealthCheck<AgilicusClient>.UnusedEmail, OrgId = orgId, Limit = 1 }, options, cancellationToken));
}
