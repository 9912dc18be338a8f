using System.Net;
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
    private readonly DpopProofs _proofs;
    private readonly NonceGate _gate;
    private volatile bool _isBound;
    private volatile string? _tokenNonce;
    private readonly object _lock = new();
    private volatile string? _apiNonce;
    private long _nonceSource;
    private long _proofsMade;
    private long _proofsEnded;

    public PrivateKeyAuthenticator(CredentialContext context, ServiceApp app)
    {
        (_context, _app, _isBound) = (context, app, app.Dpop == OktaDpop.Required);
        _serverClock = new ServerClock(context.Clock);
        _proofs = new DpopProofs(_serverClock);
        _gate = new NonceGate(context.Clock);
        var key = TokenCacheKey.Create(context.Vendor, context.BaseAddress.AbsoluteUri, app.ClientId, app.Scope, app.Key.Thumbprint);

        // A bound token is unusable without this client's key, so it is not cached.
        _tokens = TokenAuthenticator.Create(context, GetTokenAsync, () => _isBound ? null : key);
    }

    public async ValueTask AuthenticateAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await _tokens.Tokens.GetAsync(request, cancellationToken).ConfigureAwait(false);
        Header.Authorize(request, token.Header);
        if (token.Type == DpopProofs.Name)
        {
            await EnterAsync(request, cancellationToken).ConfigureAwait(false);
            AttachProof(request, token.Value);
        }
        else
        {
            DpopProofs.Detach(request);
        }
    }

    public Replay Examine(HttpRequestMessage request, HttpResponseMessage response, ApiError? error)
    {
        var isNew = LearnApiNonce(request, DpopProofs.ReadNonce(response.Headers));
        if (response.StatusCode != HttpStatusCode.Unauthorized || !request.Headers.Contains(DpopProofs.Name) || !DpopProofs.IsAboutProof(error?.Code))
        {
            Leave(request, wasAccepted: true);
            return _tokens.Examine(request, response, error);
        }

        // The token is valid; the proof lacked the nonce, or had the time of a clock that is wrong.
        _serverClock.Observe(response.Headers.Date);
        var replay = OperationContext.Of(request) is { CredentialState: ProofState state } context ? NextProof(context, state) : Replay.WithNewProof;
        Leave(request, wasAccepted: isNew ? false : null, isReplayed: replay != Replay.None);
        return replay;
    }

    public void Abandon(HttpRequestMessage request) => Leave(request, wasAccepted: null);

    /// <summary>Allows one more proof for each attempt, as the nonce may have changed before a retry, and more when other requests have used it up.</summary>
    private Replay NextProof(OperationContext context, ProofState state)
    {
        var isFirst = !context.Replays.HasFlag(Replay.WithNewProof);
        var isWorthwhile = state.ReplayedAttempt != context.Retries || IsOutrun(state);
        if (!isFirst && (!isWorthwhile || context.NonceReplays == AuthenticationHandler.MaxNonceReplays))
        {
            return Replay.None;
        }

        state.ReplayedAttempt = context.Retries;
        return isFirst ? Replay.WithNewProof : Replay.WithNewerNonce;
    }

    /// <summary>
    /// Whether the proof failed because other requests used up the nonce meanwhile. Without that check, a server that refuses each nonce it sends would be
    /// called repeatedly.
    /// </summary>
    private bool IsOutrun(ProofState state) =>
        _apiNonce is { } nonce && nonce != state.Nonce && Interlocked.Read(ref _proofsMade) - state.EndedBefore > state.Made;

    /// <summary>Stores the newest nonce: a response to an earlier request may arrive later, with an older nonce.</summary>
    /// <returns>Whether the nonce differs from the one that was known.</returns>
    private bool LearnApiNonce(HttpRequestMessage request, string? nonce)
    {
        if (nonce is null)
        {
            return false;
        }

        lock (_lock)
        {
            var source = OperationContext.Of(request)?.CredentialState is ProofState state ? state.Number : _nonceSource;
            var isNew = nonce != _apiNonce;
            if (source >= _nonceSource)
            {
                (_apiNonce, _nonceSource) = (nonce, source);
            }

            return isNew;
        }
    }

    private async ValueTask EnterAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (OperationContext.Of(request) is { } context)
        {
            var state = context.CredentialState as ProofState ?? new ProofState(Interlocked.Read(ref _proofsEnded));
            context.CredentialState = state;
            if (!state.HasSlot)
            {
                await _gate.EnterAsync(state.Made > 0, context, _context.Vendor, cancellationToken).ConfigureAwait(false);
                state.HasSlot = true;
            }
        }
    }

    private void Leave(HttpRequestMessage request, bool? wasAccepted, bool isReplayed = false)
    {
        if (OperationContext.Of(request)?.CredentialState is ProofState { HasSlot: true } state)
        {
            Interlocked.Increment(ref _proofsEnded);
            state.HasSlot = !_gate.Leave(wasAccepted, isReplayed);
        }
    }

    private void AttachProof(HttpRequestMessage request, string token)
    {
        var nonce = _apiNonce;
        var number = Interlocked.Increment(ref _proofsMade);
        if (OperationContext.Of(request)?.CredentialState is ProofState state)
        {
            (state.Nonce, state.Number, state.Made) = (nonce, number, state.Made + 1);
        }

        _proofs.Attach(request, nonce, token);
    }

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
                var token = await _context.Sender.SendAsync(request, TokenResponse.Read, response => LearnNonce(response), cancellationToken).ConfigureAwait(false);
                return Accept(token.ToAccessToken(requested, _context.Vendor, request, mayBeBound: true), request);
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
            _proofs.Attach(message, _tokenNonce, accessToken: null);
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
        var isNew = _serverClock.Observe(refusal.Response) | LearnNonce(refusal.Response) | (isAboutProof && !_isBound);
        _isBound |= isAboutProof;
        return isNew;
    }

    private bool LearnNonce(ApiResponse response)
    {
        if (DpopProofs.ReadNonce(response) is not { } nonce || nonce == _tokenNonce)
        {
            return false;
        }

        _tokenNonce = nonce;
        return true;
    }
}
