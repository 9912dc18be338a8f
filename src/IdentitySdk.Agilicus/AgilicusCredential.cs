using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

/// <summary>A credential for Agilicus. It holds no token: two clients with the same credential do not share tokens.</summary>
public sealed class AgilicusCredential : Credential
{
    private AgilicusCredential(Func<CredentialContext, IAuthenticator> create)
        : base(create)
    {
    }

    /// <summary>Creates a credential from an authentication document of a service account; the client gets tokens with it from the document's issuer.</summary>
    /// <param name="json">The document as created by Agilicus, with its private key.</param>
    /// <param name="scopes">The scopes to request, such as <c>urn:agilicus:users:owner</c>; null for Agilicus' default.</param>
    /// <param name="clientId">The OAuth client on whose behalf tokens are requested; null for none.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">The document is incomplete, its issuer is not https (loopback excepted), or its key cannot be used.
    /// The exception contains nothing of the key.</exception>
    public static AgilicusCredential AuthenticationDocument(string json, IEnumerable<string>? scopes = null, string? clientId = null)
    {
        var document = Agilicus.AuthenticationDocument.Read(json, scopes, clientId);
        return new AgilicusCredential(document.CreateAuthenticator) { Account = TokenCacheKey.Hash(document.OrgId) };
    }

    /// <summary>Creates a credential from an access token, which the client does not refresh.</summary>
    /// <param name="token">The token, without the <c>Bearer</c> prefix.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">The token is empty, a placeholder, or not valid in a header.</exception>
    public static AgilicusCredential AccessToken(string token) => new(FixedAuthenticator.For("Bearer", token)) { Account = TokenCacheKey.Hash("token", token) };

    /// <summary>Creates a credential from a function that gets access tokens. A token is cached until shortly before it expires.</summary>
    /// <param name="getToken">Gets a token; called by one caller at a time while the others wait.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="getToken"/> is null.</exception>
    public static AgilicusCredential From(Func<CancellationToken, Task<AccessToken>> getToken) => new(TokenAuthenticator.For(getToken));
}
