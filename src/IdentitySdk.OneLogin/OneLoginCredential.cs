using System.Text;
using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

/// <summary>What proves to OneLogin who calls. A credential is a description: two clients never share a token because they share a credential.</summary>
public sealed class OneLoginCredential : Credential
{
    private OneLoginCredential(Func<CredentialContext, IAuthenticator> create)
        : base(create)
    {
    }

    /// <summary>An API credential pair; the client gets its tokens with it.</summary>
    /// <remarks>
    /// OneLogin hands out the same token until it ends, ten hours after its creation, so a new token may be hours old. It is never revoked
    /// unasked: revoking ends it for every process that uses the pair.
    /// </remarks>
    /// <param name="clientId">The pair's id.</param>
    /// <param name="clientSecret">The pair's secret.</param>
    /// <param name="headerStyle">How the pair is shown to the token endpoint.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">One of them is empty, a placeholder, or could not stand in the header.</exception>
    public static OneLoginCredential Client(string clientId, string clientSecret, OneLoginHeaderStyle headerStyle = OneLoginHeaderStyle.Basic)
    {
        Secret.Validate(clientId, nameof(clientId));
        Secret.Validate(clientSecret, nameof(clientSecret));
        if (clientId.IndexOfAny([':', ',']) >= 0)
        {
            throw new ArgumentException("A client id holds neither a colon nor a comma.", nameof(clientId));
        }

        var header = headerStyle switch
        {
            OneLoginHeaderStyle.Basic => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{clientSecret}")),
            OneLoginHeaderStyle.ClientIdAndSecret => $"client_id:{clientId}, client_secret:{clientSecret}",
            _ => throw new ArgumentOutOfRangeException(nameof(headerStyle), headerStyle, "Unknown header style."),
        };
        return new OneLoginCredential(context => new ClientAuthenticator(context, clientId, clientSecret, header)) { Account = TokenCacheKey.Hash(clientId) };
    }

    /// <summary>An access token that the caller renews.</summary>
    /// <param name="token">The token, without the <c>bearer</c> prefix.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">The token is empty, a placeholder, or could not stand in a header.</exception>
    public static OneLoginCredential AccessToken(string token) => new(FixedAuthenticator.For("Bearer", token)) { Account = TokenCacheKey.Hash("token", token) };

    /// <summary>Access tokens from a function, kept until shortly before they end.</summary>
    /// <param name="getToken">Gets a token; called by one caller at a time while the others wait.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentNullException">There is no function.</exception>
    public static OneLoginCredential From(Func<CancellationToken, Task<AccessToken>> getToken) => new(TokenAuthenticator.For(getToken));
}
