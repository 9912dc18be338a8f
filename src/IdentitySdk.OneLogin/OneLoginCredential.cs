using System.Text;
using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

/// <summary>A credential for OneLogin. It holds no token: two clients with the same credential do not share tokens.</summary>
public sealed class OneLoginCredential : Credential
{
    private OneLoginCredential(Func<CredentialContext, IAuthenticator> create)
        : base(create)
    {
    }

    /// <summary>Creates a credential from an API credential pair; the client uses it to get tokens.</summary>
    /// <remarks>
    /// OneLogin returns the same token until it expires, ten hours after its creation, so a new token may be hours old. The client does not revoke it
    /// automatically, because that revokes it for every process that uses the pair.
    /// </remarks>
    /// <param name="clientId">The pair's id.</param>
    /// <param name="clientSecret">The pair's secret.</param>
    /// <param name="headerStyle">How the pair is sent to the token endpoint.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">The id or the secret is empty, a placeholder, or not valid in a header.</exception>
    public static OneLoginCredential Client(string clientId, string clientSecret, OneLoginHeaderStyle headerStyle = OneLoginHeaderStyle.Basic)
    {
        Secret.Validate(clientId, nameof(clientId));
        Secret.Validate(clientSecret, nameof(clientSecret));
        if (clientId.IndexOfAny([':', ',']) >= 0)
        {
            throw new ArgumentException("A client id must not contain a colon or a comma.", nameof(clientId));
        }

        var header = headerStyle switch
        {
            OneLoginHeaderStyle.Basic => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{clientSecret}")),
            OneLoginHeaderStyle.ClientIdAndSecret => $"client_id:{clientId}, client_secret:{clientSecret}",
            _ => throw new ArgumentOutOfRangeException(nameof(headerStyle), headerStyle, "Unknown header style."),
        };
        return new OneLoginCredential(context => new ClientAuthenticator(context, clientId, clientSecret, header)) { Account = TokenCacheKey.Hash(clientId) };
    }

    /// <summary>Creates a credential from an access token, which the client does not refresh.</summary>
    /// <param name="token">The token, without the <c>bearer</c> prefix.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">The token is empty, a placeholder, or not valid in a header.</exception>
    public static OneLoginCredential AccessToken(string token) => new(FixedAuthenticator.For("Bearer", token)) { Account = TokenCacheKey.Hash("token", token) };

    /// <summary>Creates a credential from a function that gets access tokens. A token is cached until shortly before it expires.</summary>
    /// <param name="getToken">Gets a token; called by one caller at a time while the others wait.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="getToken"/> is null.</exception>
    public static OneLoginCredential From(Func<CancellationToken, Task<AccessToken>> getToken) => new(TokenAuthenticator.For(getToken));
}
