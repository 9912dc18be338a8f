using System.Diagnostics;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.OneLogin;

/// <summary>Gets tokens with an API credential pair (OAuth 2.0 client credentials), and revokes the one in hand when told to.</summary>
internal sealed class ClientAuthenticator : IAuthenticator
{
    private readonly CredentialContext _context;
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _header;
    private readonly TokenAuthenticator _tokens;
    private readonly ServerClock _serverClock;

    /// <param name="context">The client.</param>
    /// <param name="clientId">The pair's id.</param>
    /// <param name="clientSecret">The pair's secret; whoever holds another gets no token from a cache.</param>
    /// <param name="header">The <c>Authorization</c> header that shows the pair.</param>
    public ClientAuthenticator(CredentialContext context, string clientId, string clientSecret, string header)
    {
        (_context, _header) = (context, header);
        var key = TokenCacheKey.Create(context.Vendor, context.BaseAddress.AbsoluteUri, clientId, clientSecret);
        _serverClock = new ServerClock(context.Clock);
        _tokens = TokenAuthenticator.Create(context, GetTokenAsync, () => key);
    }

    public ValueTask AuthenticateAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _tokens.AuthenticateAsync(request, cancellationToken);

    public Replay Examine(HttpRequestMessage request, HttpResponseMessage response, ApiError? error) => _tokens.Examine(request, response, error);

    public void Abandon(HttpRequestMessage request)
    {
    }

    /// <summary>Revokes the token in hand; nothing is sent when there is none.</summary>
    public async Task RevokeAsync(CancellationToken cancellationToken)
    {
        if (_tokens.Tokens.Current is not { } token)
        {
            return;
        }

        var request = new ApiRequest("POST", "/auth/oauth2/revoke").Json(new JObject { ["access_token"] = token.Value }).ForToken(ShowPair);
        await _context.Sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        await _tokens.Tokens.ForgetAsync(token).ConfigureAwait(false);
    }

    private async Task<AccessToken> GetTokenAsync(CancellationToken cancellationToken)
    {
        var request = new ApiRequest("POST", "/auth/oauth2/v2/token")
            .Json(new JObject { ["grant_type"] = "client_credentials" })
            .ForToken(ShowPair)
            .SafeToRetry(true);
        var token = await _context.Sender.SendAsync(request, Envelope.Read(TokenResponse.Read), response => _serverClock.Observe(response), cancellationToken).ConfigureAwait(false);

        // The life counts from the creation that the token names, by OneLogin's clock, not from now.
        var createdAt = token.CreatedAt is { } created && _serverClock.IsPlausible(created) ? created : _serverClock.Now;
        return token.ToAccessToken(_serverClock.ToLocal(createdAt), _context.Vendor, request);
    }

    private void ShowPair(HttpRequestMessage message)
    {
        // OneLogin's own style is no scheme with a parameter, so the header goes out as it is.
        message.Headers.Remove("Authorization");
        message.Headers.TryAddWithoutValidation("Authorization", _header);
    }
}
