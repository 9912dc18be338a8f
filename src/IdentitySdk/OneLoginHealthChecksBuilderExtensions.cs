using IdentitySdk.OneLogin;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IdentitySdk;

/// <summary>Adds health checks of <see cref="OneLoginClient"/>: one cheap read, without side effect and without personal data.</summary>
public static class OneLoginHealthChecksBuilderExtensions
{
    /// <summary>Adds a health check of a OneLogin client, named <c>onelogin</c> or <c>onelogin-{name}</c>.</summary>
    /// <remarks>
    /// The check lists the users with an email address that no user has (Read Users); it is sent once, within 10 seconds. A rate limit is
    /// <see cref="HealthStatus.Degraded"/>. Its description is <see cref="IdentityApiException.Message"/>, which has no personal data.
    /// </remarks>
    /// <param name="builder">The builder of <c>AddHealthChecks()</c>.</param>
    /// <param name="name">The client's name; null (the default) for the unnamed client.</param>
    /// <param name="failureStatus">The status of a failure; null (the default) for unhealthy.</param>
    /// <param name="tags">Tags to select the check by.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddOneLogin(
        this IHealthChecksBuilder builder, string? name = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null) =>
        VendorHealthCheck<OneLoginClient>.Add(
            builder, "onelogin", name, failureStatus, tags,
            static (oneLogin, options, cancellationToken) => oneLogin.Users.ListAsync(
                new ListUsersOptions { Email = VendorHealthCheck<OneLoginClient>.UnusedEmail, Limit = 1 }, options, cancellationToken));
}
