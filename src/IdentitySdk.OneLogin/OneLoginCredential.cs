using System.Net.Http.Headers;
using System.Text;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.OneLogin;

/// <summary>What proves to OneLogin who calls. A credential is a description: two clients never share a token because they share a credential.</summary>
public sealed class OneLoginCredential : Credential
{
    private readonly Func<ApiClient, TimeProvider, IAuthenticator> _create;

    private OneLoginCredential(Func<ApiClient, TimeProvider, IAuthenticator> create) => _create = create;

    /// <summary>An API credential pair; the client gets its tokens with it.</summary>
    /// <remarks>
    /// OneLogin hands out the same token until it ends, ten hours after its creation, so a new token may be hours old. It is never revoked
    /// here: revoking ends it for every process that uses the pair.
    /// </remarks>
    /// <param name="clientId">The pair's id.</param>
    /// <param name="clientSecret">The pair's secret.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">One of them is empty or could not stand in a header.</exception>
    public static OneLoginCredential Client(string clientId, string clientSecret)
    {
        Secret.Validate(clientId, nameof(clientId));
        Secret.Validate(clientSecret, nameof(clientSecret));
        var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{clientSecret}"));
        return new OneLoginCredential((api, clock) => new TokenAuthenticator(new TokenSource(cancellationToken => GetTokenAsync(api, clock, pair, cancellationToken), clock)));
    }

    /// <summary>An access token that the caller renews.</summary>
    /// <param name="token">The token, without the <c>bearer</c> prefix.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">The token is empty or could not stand in a header.</exception>
    public static OneLoginCredential AccessToken(string token)
    {
        var header = new AuthenticationHeaderValue("Bearer", Secret.Validate(token, nameof(token)));
        return new OneLoginCredential((_, _) => new FixedAuthenticator(header));
    }

    /// <summary>Access tokens from a function, kept until shortly before they end.</summary>
    /// <param name="getToken">Gets a token; called by one caller at a time while the others wait.</param>
    /// <returns>The credential.</returns>
    public static OneLoginCredential From(Func<CancellationToken, Task<AccessToken>> getToken)
    {
        _ = getToken ?? throw new ArgumentNullException(nameof(getToken));
        return new OneLoginCredential((_, clock) => new TokenAuthenticator(new TokenSource(getToken, clock)));
    }

    internal override IAuthenticator CreateAuthenticator(ApiClient api, TimeProvider clock) => _create(api, clock);

    private static async Task<AccessToken> GetTokenAsync(ApiClient api, TimeProvider clock, string pair, CancellationToken cancellationToken)
    {
        var request = new ApiRequest("POST", "/auth/oauth2/v2/token", null)
            .Json(new JObject { ["grant_type"] = "client_credentials" })
            .ForToken(new AuthenticationHeaderValue("Basic", pair))
            .Repeatable(true);
        var token = await api.SendAsync(request, Envelope.Read(static (ref JsonInput input) => TokenResponse.Read(ref input)), cancellationToken).ConfigureAwait(false);

        // The life counts from the creation that the token names, not from now.
        return token.ToAccessToken(token.CreatedAt ?? clock.GetUtcNow(), api, request);
    }
}
