using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Okta;

/// <summary>Gets tokens with assertions that a private key signs (RFC 7523), bound to a key of the client (DPoP) where Okta requires it.</summary>
internal sealed class PrivateKeyAuthenticator : IAuthenticator
{
    private const int MaxCorrections = 3;

    /// <summary>Okta accepts an hour; half of it allows for clock skew in both directions.</summary>
    private static readonly TimeSpan s_assertionLifetime = TimeSpan.FromMinutes(30);
    private readonly CredentialContext _context;
    private readonly ServiceApp _app;
    private readonly TokenAuthenticator _tokens;
    private readonly ServerClock _serverClock;
    private readonly DpopSession _dpop;
    private volatile bool _isBound;

    public PrivateKeyAuthenticator(CredentialContext context, ServiceApp app)
    {
        (_context, _app, _isBound) = (context, app, app.Dpop == OktaDpop.Required);
        _serverClock = new ServerClock(context.Clock);
        _dpop = new DpopSession(context.Vendor, context.Clock, _serverClock);
        var key = TokenCacheKey.Create(context.Vendor, context.BaseAddress.AbsoluteUri, app.ClientId, app.Scope, app.Key.Thumbprint);

        // A bound token is unusable without this client's key, so it is not cached.
        _tokens = TokenAuthenticator.Create(context, GetTokenAsync, () => _isBound ? null : key);
    }

    public async ValueTask AuthenticateAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await _tokens.Tokens.GetAsync(request, cancellationToken).ConfigureAwait(false);
        Header.Authorize(request, token.Header);
        await _dpop.SignAsync(request, token, cancellationToken).ConfigureAwait(false);
    }

    public Replay Examine(HttpRequestMessage request, HttpResponseMessage response, ApiError? error) =>
        _dpop.Examine(request, response, error) ?? _tokens.Examine(request, response, error);

    public void Abandon(HttpRequestMessage request) => _dpop.Abandon(request);

    private async Task<AccessToken> GetTokenAsync(CancellationToken cancellationToken)
    {
        for (var corrections = 0; ; corrections++)
        {
            var requested = _context.Clock.GetUtcNow();
            var request = new ApiRequest("POST", "/oauth2/v1/token")
                .ForToken(message =>
                {
                    requested = _context.Clock.GetUtcNow();
                    Prepare(message);
                })
                .SafeToRetry(true);
            try
            {
                var token = _context.Sender.SendAsync(request, TokenResponse.Read, response => _dpop.LearnTokenNonce(response), cancellationToken);
                return Accept((await token.ConfigureAwait(false)).ToAccessToken(requested, _context.Vendor, request, mayBeBound: true), request);
            }
            catch (IdentityApiException refusal) when (corrections < MaxCorrections && Learn(refusal))
            {
                // Okta requires a proof, its nonce in the proof, or times by its own clock.
            }
        }
    }

    /// <summary>Rejects a token of another type than requested: a bound one without a proof, or an unbound one when binding is required.</summary>
    private AccessToken Accept(AccessToken token, ApiRequest request)
    {
        var isBound = token.Type == DpopProofs.Name;
        return isBound == _isBound || (!isBound && _app.Dpop == OktaDpop.Automatic)
            ? token
            : throw new InvalidResponseException(
                new FailureDetails(_context.Vendor, request.Operation),
                isBound ? "the token is bound to a key, which was not requested" : "the token is not bound to the client's key");
    }

    /// <summary>Completes one attempt: each assertion and each proof can be used only once.</summary>
    private void Prepare(HttpRequestMessage message)
    {
        var audience = DpopProofs.Target(message.RequestUri!);
        var assertion = _app.Key.Sign(new JObject
        {
            ["iss"] = _app.ClientId,
            ["sub"] = _app.ClientId,
            ["aud"] = audience,
            ["exp"] = (_serverClock.Now + s_assertionLifetime).ToUnixTimeSeconds(),
            ["jti"] = Guid.NewGuid().ToString("N"),
        });
        message.Content = RequestBody.Form(
        [
            new("grant_type", "client_credentials"),
            new("scope", _app.Scope),
            new("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            new("client_assertion", assertion),
        ]);
        if (_isBound)
        {
            _dpop.SignTokenRequest(message);
        }
    }

    /// <summary>Records clock, nonce and binding from a refusal of the token endpoint; false when nothing is new and the refusal is final.</summary>
    private bool Learn(IdentityApiException refusal)
    {
        var isAboutProof = DpopProofs.IsAboutProof(refusal.VendorCode) && _app.Dpop != OktaDpop.Off;
        if (refusal.Response is null || (!isAboutProof && refusal.VendorCode != "invalid_client"))
        {
            return false;
        }

        // The clock is learned from refusals only: a success needs no correction, and may have arrived late.
        var isNew = _serverClock.Observe(refusal.Response) | _dpop.LearnTokenNonce(refusal.Response) | (isAboutProof && !_isBound);
        _isBound |= isAboutProof;
        return isNew;
    }
}
