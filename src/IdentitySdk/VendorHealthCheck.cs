using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IdentitySdk;

/// <summary>Checks with one read whether a vendor can be called: address, credential and permission to list users.</summary>
/// <remarks>The read requests a user that does not exist, so that no personal data is returned; it has no side effect and is not retried.</remarks>
/// <param name="client">The client.</param>
/// <param name="read">The read.</param>
internal sealed class VendorHealthCheck<TClient>(TClient client, Func<TClient, RequestOptions, CancellationToken, Task> read) : IHealthCheck
    where TClient : IdentityClient
{
    /// <summary>An email address that no user has: the top-level domain is reserved (RFC 2606).</summary>
    public const string UnusedEmail = "health-check@identitysdk.invalid";

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    public static IHealthChecksBuilder Add(
        IHealthChecksBuilder builder,
        string vendor,
        string? name,
        HealthStatus? failureStatus,
        IEnumerable<string>? tags,
        Func<TClient, RequestOptions, CancellationToken, Task> read)
    {
        _ = builder ?? throw new ArgumentNullException(nameof(builder));
        return builder.Add(new HealthCheckRegistration(
            name is null ? vendor : $"{vendor}-{name}",
            provider => new VendorHealthCheck<TClient>(
                name is null ? provider.GetRequiredService<TClient>() : provider.GetRequiredKeyedService<TClient>(name), read),
            failureStatus,
            tags));
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var options = new RequestOptions { AttemptTimeout = s_timeout, Retry = new RetryOptions { MaxRetries = 0, MaxTotalTime = s_timeout } };
            await read(client, options, cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (RateLimitedException exception)
        {
            return HealthCheckResult.Degraded(exception.Message, exception);
        }
        catch (IdentityApiException exception)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}
