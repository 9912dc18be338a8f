using System.Net;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Okta;

/// <summary>Gets tokens with assertions that a private key signs (RFC 7523), bound to a key of the client's own where Okta wants that.</summary>
internal sealed class PrivateKeyAuthenticator : IAuthenticator
{
    private const int MaxCorrections = 3;

    /// <summary>Okta accepts an hour; half of it leaves room for clocks that differ either way.</summary>
    private static readonly TimeSpan s_assertionLife = TimeSpan.FromMinutes(30);
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
    private long _nonceFrom;
    private long _proofsMade;
    private long _proofsEnded;

    public PrivateKeyAuthenticator(CredentialContext context, ServiceApp app)
    {
        (_context, _app, _isBound) = (context, app, app.Dpop == OktaDpop.Required);
        _serverClock = new ServerClock(context.Clock);
        _proofs = new DpopProofs(_serverClock);
        _gate = new NonceGate(context.Clock);
        var key = TokenCacheKey.Create(context.Vendor, context.BaseAddress.AbsoluteUri, app.ClientId, app.Scope, app.Key.Thumbprint);

        // A bound token is of no use without this client's key, so no cache gets to see it.
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
        var isNews = LearnApiNonce(request, DpopProofs.ReadNonce(response.Headers));
        if (response.StatusCode != HttpStatusCode.Unauthorized || !request.Headers.Contains(DpopProofs.Name) || !DpopProofs.IsAboutProof(error?.Code))
        {
            Leave(request, wasAccepted: true);
            return _tokens.Examine(request, response, error);
        }

        // The token is good; the proof lacked the nonce, or was made by a clock that is wrong.
        _serverClock.Observe(response.Headers.Date);
        var replay = OperationContext.Of(request) is { CredentialState: ProofState state } context ? NextProof(context, state) : Replay.WithNewProof;
        Leave(request, wasAccepted: isNews ? false : null, isReplayed: replay != Replay.None);
        return replay;
    }

    public void Abandon(HttpRequestMessage request) => Leave(request, wasAccepted: null);

    /// <summary>One more proof for each attempt, as the nonce may have changed while a retry was waited for, and more where others have used it up.</summary>
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
    /// Whether the proof failed because others moved the nonce on while it was under way; a server that refuses each nonce it names is not asked for ever.
    /// </summary>
    private bool IsOutrun(ProofState state) =>
        _apiNonce is { } nonce && nonce != state.Nonce && Interlocked.Read(ref _proofsMade) - state.EndedBefore > state.Made;

    /// <summary>Keeps the newest nonce: a response to an earlier request may come later, and names an older one.</summary>
    /// <returns>Whether it is another than the one that was known.</returns>
    private bool LearnApiNonce(HttpRequestMessage request, string? nonce)
    {
        if (nonce is null)
        {
            return false;
        }

        lock (_lock)
        {
            var from = OperationContext.Of(request)?.CredentialState is ProofState state ? state.Number : _nonceFrom;
            var isNews = nonce != _apiNonce;
            if (from >= _nonceFrom)
            {
                (_apiNonce, _nonceFrom) = (nonce, from);
            }

            return isNews;
        }
    }

    private async ValueTask EnterAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (OperationContext.Of(request) is { } context)
        {
            var state = context.CredentialState as ProofState ?? new ProofState(Interlocked.Read(ref _proofsEnded));
            context.CredentialState = state;
            if (!state.HasTurn)
            {
                await _gate.EnterAsync(state.Made > 0, context, _context.Vendor, cancellationToken).ConfigureAwait(false);
                state.HasTurn = true;
            }
        }
    }

    private void Leave(HttpRequestMessage request, bool? wasAccepted, bool isReplayed = false)
    {
        if (OperationContext.Of(request)?.CredentialState is ProofState { HasTurn: true } state)
        {
            Interlocked.Increment(ref _proofsEnded);
            state.HasTurn = !_gate.Leave(wasAccepted, isReplayed);
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
                // Okta asks for a proof, for its nonce in it, or for times by its own clock.
            }
        }
    }

    /// <summary>A token's type must be what was asked for: a bound one needs the proof that was sent, an unbound one was not wanted.</summary>
    private AccessToken Accept(AccessToken token, ApiRequest request)
    {
        var isBound = token.Type == DpopProofs.Name;
        return isBound == _isBound || (!isBound && _app.Dpop == OktaDpop.Automatic)
            ? token
            : throw new InvalidResponseException(
                new FailureDetails(_context.Vendor, request.Operation), isBound ? "the token is bound to a key, which was not asked for" : "the token is not bound to the client's key");
    }

    /// <summary>Finishes one attempt: neither an assertion nor a proof may be seen twice.</summary>
    private void Prepare(HttpRequestMessage message)
    {
        var audience = DpopProofs.Target(message.RequestUri!);
        var assertion = _app.Key.Sign(new JObject
        {
            ["iss"] = _app.ClientId,
            ["sub"] = _app.ClientId,
            ["aud"] = audience,
            ["exp"] = (_serverClock.Now + s_assertionLife).ToUnixTimeSeconds(),
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

    /// <summary>Takes note of what a refusal of the token endpoint tells; false when it is nothing new, and the refusal final.</summary>
    private bool Learn(IdentityApiException refusal)
    {
        var isAboutProof = DpopProofs.IsAboutProof(refusal.VendorCode) && _app.Dpop != OktaDpop.Off;
        if (refusal.Response is null || (!isAboutProof && refusal.VendorCode != "invalid_client"))
        {
            return false;
        }

        // The clock is learned from refusals alone: a good answer needs no correction, and may have been long under way.
        var isNews = _serverClock.Observe(refusal.Response) | LearnNonce(refusal.Response) | (isAboutProof && !_isBound);
        _isBound |= isAboutProof;
        return isNews;
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
