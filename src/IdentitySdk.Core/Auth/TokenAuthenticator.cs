using System.Net;
using System.Net.Http.Headers;

namespace IdentitySdk.Core;

/// <summary>Puts the token in hand on every request and asks for another after a refusal.</summary>
internal sealed class TokenAuthenticator(TokenSource tokens) : IAuthenticator
{
    /// <summary>An authenticator for one client of a vendor.</summary>
    /// <param name="api">The client.</param>
    /// <param name="fetch">Gets a token; never called twice at the same time.</param>
    /// <param name="cacheKey">Names the token in the client's cache; null for a token that no other client could use.</param>
    public static TokenAuthenticator Create(ApiClient api, Func<CancellationToken, Task<AccessToken>> fetch, Func<string?> cacheKey)
    {
        var shared = new SharedToken(api.Options.TokenCache ?? new MemoryTokenCache(), cacheKey, api.Vendor.Name, api.Pipeline.Logger);
        return new TokenAuthenticator(new TokenSource(fetch, api.Options.TimeProvider, shared, Jitter.Next));
    }

    /// <summary>An authenticator on a function of the caller's; its failures are the credential's, not the transport's.</summary>
    public static TokenAuthenticator Create(ApiClient api, Func<CancellationToken, Task<AccessToken>> getToken) =>
        Create(api, cancellationToken => CallAsync(api, getToken, cancellationToken), static () => null);

    public TokenSource Tokens => tokens;

    public async ValueTask AuthenticateAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue(token.Type, token.Value);
    }

    public Replay Examine(HttpRequestMessage request, HttpResponseMessage response, ApiError? error)
    {
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return Replay.None;
        }

        tokens.Reject(request.Headers.Authorization?.Parameter);
        return Replay.WithNewToken;
    }

    private static async Task<AccessToken> CallAsync(ApiClient api, Func<CancellationToken, Task<AccessToken>> getToken, CancellationToken cancellationToken)
    {
        try
        {
            return await getToken(cancellationToken).ConfigureAwait(false) ?? throw new InvalidOperationException("The credential's function returned null.");
        }
        catch (Exception fault) when (fault is not IdentityApiException)
        {
            throw new CredentialException(new ApiFailure(api.Vendor.Name, "access token"), "the credential's function gave none", fault);
        }
    }
}
