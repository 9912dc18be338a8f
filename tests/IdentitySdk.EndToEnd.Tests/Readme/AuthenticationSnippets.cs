using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;

namespace IdentitySdk.Tests.Readme;

/// <summary>The examples of docs/authentication.md, compared by <see cref="ReadmeTests"/> and run by <see cref="GuideTests"/>.</summary>
internal static class AuthenticationSnippets
{
    public static IEnumerable<OktaCredential> Okta(string token, string clientId, string privateKeyPath)
    {
        #region OktaCredentials
        var apiToken = OktaCredential.ApiToken(token);
        var serviceApp = OktaCredential.PrivateKey(clientId, File.ReadAllText(privateKeyPath), ["okta.users.manage"]);
        #endregion
        return [apiToken, serviceApp];
    }

    public static OneLoginCredential OneLogin(string clientId, string clientSecret)
    {
        #region OneLoginCredentials
        var pair = OneLoginCredential.Client(clientId, clientSecret);
        #endregion
        return pair;
    }

    public static AgilicusCredential Agilicus(string documentPath)
    {
        #region AgilicusCredentials
        var serviceAccount = AgilicusCredential.AuthenticationDocument(File.ReadAllText(documentPath), scopes: ["urn:agilicus:users:owner"]);
        #endregion
        return serviceAccount;
    }

    public static OktaCredential From(HttpClient vault)
    {
        #region OwnTokens
        var credential = OktaCredential.From(async cancellationToken =>
        {
            var token = await vault.GetStringAsync("/okta-token", cancellationToken);
            return new AccessToken(token, expiresAt: DateTimeOffset.UtcNow.AddMinutes(10));
        });
        #endregion
        return credential;
    }

    public static (OktaClient, OktaClient) Shared(Uri address, OktaCredential credential)
    {
        #region SharedTokens
        var cache = new MemoryTokenCache();
        var reader = new OktaClient(new OktaClientOptions { BaseAddress = address, Credential = credential, TokenCache = cache });
        var writer = new OktaClient(new OktaClientOptions { BaseAddress = address, Credential = credential, TokenCache = cache });
        #endregion
        return (reader, writer);
    }
}
