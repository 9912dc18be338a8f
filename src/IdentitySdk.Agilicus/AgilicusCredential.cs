using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

/// <summary>What proves to Agilicus who calls. A credential is a description: two clients never share a token because they share a credential.</summary>
public sealed class AgilicusCredential : Credential
{
    private AgilicusCredential(Func<CredentialContext, IAuthenticator> create)
        : base(create)
    {
    }

    /// <summary>An authentication document of a service account's user; the client gets its tokens with it from the issuer that the document names.</summary>
    /// <param name="json">The document as Agilicus made it, with its private key.</param>
    /// <param name="scopes">What the tokens are for, such as <c>urn:agilicus:users:owner</c>; null leaves it to Agilicus.</param>
    /// <param name="clientId">The OAuth client on whose behalf tokens are got; null for none.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">The document is incomplete, its issuer is not https (loopback excepted), or its key cannot be used.
    /// The exception shows nothing of the key.</exception>
    public static AgilicusCredential AuthenticationDocument(string json, IEnumerable<string>? scopes = null, string? clientId = null)
    {
        var document = Agilicus.AuthenticationDocument.Read(json, scopes, clientId);
        return new AgilicusCredential(document.CreateAuthenticator) { Account = TokenCacheKey.Hash(document.OrgId) };
    }

    /// <summary>An access token that the caller renews.</summary>
    /// <param name="token">The token, without the <c>Bearer</c> prefix.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">The token is empty, a placeholder, or could not stand in a header.</exception>
    public static AgilicusCredential AccessToken(string token) => new(FixedAuthenticator.For("Bearer", token)) { Account = TokenCacheKey.Hash("token", token) };

    /// <summary>Access tokens from a function, kept until shortly before they end.</summary>
    /// <param name="getToken">Gets a token; called by one caller at a time while the others wait.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentNullException">There is no function.</exception>
    public static AgilicusCredential From(Func<CancellationToken, Task<AccessToken>> getToken) => new(TokenAuthenticator.For(getToken));
}
