using IdentitySdk.Agilicus;

namespace IdentitySdk.Tests.Readme;

/// <summary>The README's examples for Agilicus, compared by <see cref="ReadmeTests"/>.</summary>
internal static class AgilicusSnippets
{
    public static async Task AgilicusAsync(string token, string orgId, CancellationToken cancellationToken)
    {
        #region Agilicus
        using var agilicus = new AgilicusClient(new AgilicusClientOptions
        {
            Credential = AgilicusCredential.AccessToken(token),
        });

        var page = await agilicus.Users.ListAsync(new ListUsersOptions { OrgId = orgId, Limit = 100 }, cancellationToken: cancellationToken);
        #endregion
        _ = page;
    }

    public static async Task ReplaceAsync(AgilicusClient agilicus, string id)
    {
        #region Replace
        var user = await agilicus.Users.GetAsync(id);
        user.LastName = "King";
        await agilicus.Users.ReplaceAsync(id, user);
        #endregion
    }
}
