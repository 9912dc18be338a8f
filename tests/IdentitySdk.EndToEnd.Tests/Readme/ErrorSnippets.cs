using IdentitySdk.Okta;

namespace IdentitySdk.Tests.Readme;

/// <summary>The examples of docs/errors.md, compared by <see cref="ReadmeTests"/> and run by <see cref="GuideTests"/>.</summary>
internal static class ErrorSnippets
{
    public static async Task SuspendAsync(OktaClient okta, string id, TextWriter log)
    {
        #region Errors
        try
        {
            await okta.UserLifecycle.SuspendAsync(id);
        }
        catch (InvalidRequestException exception)
        {
            log.WriteLine(exception.Details);
        }
        #endregion
    }

    public static async Task<User?> FindAsync(OktaClient okta, string id)
    {
        #region OrNull
        User? user = await okta.Users.GetAsync(id).OrNullAsync();
        #endregion
        return user;
    }

    public static async Task SettleAsync(OktaClient okta, string id)
    {
        #region OutcomeUnknown
        try
        {
            await okta.UserLifecycle.SuspendAsync(id);
        }
        catch (IdentityApiException exception) when (exception.IsOutcomeUnknown)
        {
            var user = await okta.Users.GetAsync(id);
            if (user.Status != UserStatus.Suspended)
            {
                await okta.UserLifecycle.SuspendAsync(id);
            }
        }
        #endregion
    }
}
