using IdentitySdk.Sample;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IdentitySdk;

/// <summary>Adds health checks of <see cref="SampleClient"/>: one cheap read, without side effect and without personal data.</summary>
public static class SampleHealthChecksBuilderExtensions
{
    /// <summary>Adds a health check of a Sample client, named <c>sample</c> or <c>sample-{name}</c>.</summary>
    /// <remarks>
    /// The check lists the users with an email address that no user has; it is sent once, within 10 seconds. Its description is
    /// <see cref="IdentityApiException.Message"/>, which has no personal data.
    /// </remarks>
    /// <param name="builder">The builder of <c>AddHealthChecks()</c>.</param>
    /// <param name="name">The client's name; null (the default) for the unnamed client.</param>
    /// <param name="failureStatus">The status of a failure; null (the default) for unhealthy.</param>
    /// <param name="tags">Tags to select the check by.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddSample(
        this IHealthChecksBuilder builder, string? name = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null) =>
        VendorHealthCheck<SampleClient>.Add(
            builder, "sample", name, failureStatus, tags,
            static (client, options, cancellationToken) => client.Users.ListAsync(
                new ListUsersOptions { Email = VendorHealthCheck<SampleClient>.UnusedEmail, Limit = 1 }, options, cancellationToken));
}
