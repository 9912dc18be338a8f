using IdentitySdk.Okta;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk.Tests.Readme;

/// <summary>The examples of docs/dependency-injection.md, compared by <see cref="ReadmeTests"/> and run by <see cref="GuideTests"/>.</summary>
internal static class TenantSnippets
{
    public static void Register(IServiceCollection services, IConfiguration configuration)
    {
        #region Tenants
        foreach (var tenant in configuration.GetSection("Okta").GetChildren())
        {
            services.AddOktaClient(tenant.Key, tenant);
        }
        #endregion
    }

    #region TenantByName
    public sealed class Offboarding(IServiceProvider services)
    {
        public Task SuspendAsync(string tenant, string userId, CancellationToken cancellationToken = default) =>
            services.GetRequiredKeyedService<OktaClient>(tenant).UserLifecycle.SuspendAsync(userId, cancellationToken: cancellationToken);
    }
    #endregion

    #region TenantByAttribute
    public sealed class AcmeReport([FromKeyedServices("acme")] IUsersClient users)
    {
        public async Task<int> CountAsync(CancellationToken cancellationToken = default)
        {
            var count = 0;
            await foreach (var page in users.ListAllAsync(cancellationToken: cancellationToken).AsPages())
            {
                count += page.Items.Count;
            }

            return count;
        }
    }
    #endregion
}
