using System.Diagnostics;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.OneLogin;

/// <summary>Gets tokens with an API credential pair (OAuth 2.0 client credentials), and revokes the current token on request.</summary>
internal sealed class ClientAuthenticator : IAuthenticator
{
    private readonly CredentialContext _context;
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _header;
    private readonly TokenAuthenticator _tokens;
    private readonly ServerClock _serverClock;

    /// <param name="context">The client.</param>
    /// <param name="clientId">The pair's id.</param>
    /// <param name="clientSecret">The pair's secret, which is part of the cache key: another secret gets no token from the cache.</param>
    /// <param name="header">The <c>Authorization</c> header with the pair.</param>
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

    /// <summary>Revokes the current token; sends nothing when there is none.</summary>
    public async Task RevokeAsync(CancellationToken cancellationToken)
    {
        if (_tokens.Tokens.Current is not { } token)
        {
            return;
        }

        var request = new ApiRequest("POST", "/auth/oauth2/revoke").Json(new JObject { ["access_token"] = token.Value }).ForToken(AddPair);
        await _context.Sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        await _tokens.Tokens.ForgetAsync(token).ConfigureAwait(false);
    }

    private async Task<AccessToken> GetTokenAsync(CancellationToken cancellationToken)
    {
        var request = new ApiRequest("POST", "/auth/oauth2/v2/token")
            .Json(new JObject { ["grant_type"] = "client_credentials" })
            .ForToken(AddPair)
            .SafeToRetry(true);
        var token = await _context.Sender.SendAsync(request, Envelope.Read(TokenResponse.Read), response => _serverClock.Observe(response), cancellationToken).ConfigureAwait(false);

        // The token's lifetime begins at its created_at, by OneLogin's clock, not now.
        var createdAt = token.CreatedAt is { } created && _serverClock.IsPlausible(created) ? created : _serverClock.Now;
        return token.ToAccessToken(_serverClock.ToLocal(createdAt), _context.Vendor, request);
    }

    private void AddPair(HttpRequestMessage message)
    {
        // OneLogin's own header style is not a scheme with a parameter, so it is not validated.
        message.Headers.Remove("Authorization");
        message.Headers.TryAddWithoutValidation("Authorization", _header);
    }
}
