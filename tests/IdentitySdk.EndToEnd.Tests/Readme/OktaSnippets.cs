using IdentitySdk.Okta;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk.Tests.Readme;

/// <summary>The README's examples for Okta, compared by <see cref="ReadmeTests"/>.</summary>
internal static class OktaSnippets
{
    public static async Task UpdateAsync(OktaClient okta, string id)
    {
        #region Update
        await okta.Users.UpdateAsync(id, new UpdateUserRequest { Profile = new UserProfile { Title = "Countess", SecondEmail = null } });
        #endregion
    }

    public static void DependencyInjection(IServiceCollection services, string token)
    {
        #region DependencyInjection
        services.AddOktaClient(options =>
        {
            options.BaseAddress = new Uri("https://example.okta.com");
            options.Credential = OktaCredential.ApiToken(token);
        });
        #endregion
    }
}
