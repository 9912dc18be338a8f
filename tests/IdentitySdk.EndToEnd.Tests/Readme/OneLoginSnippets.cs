using IdentitySdk.OneLogin;

namespace IdentitySdk.Tests.Readme;

/// <summary>The README's examples for OneLogin, compared by <see cref="ReadmeTests"/>.</summary>
internal static class OneLoginSnippets
{
    public static async Task OneLoginAsync(string clientId, string clientSecret, CancellationToken cancellationToken)
    {
        #region OneLogin
        using var oneLogin = new OneLoginClient(new OneLoginClientOptions
        {
            BaseAddress = new Uri("https://example.onelogin.com"),
            Credential = OneLoginCredential.Client(clientId, clientSecret),
        });

        var user = await oneLogin.Users.GetAsync(60308064, cancellationToken: cancellationToken);
        #endregion
        _ = user;
    }
}
