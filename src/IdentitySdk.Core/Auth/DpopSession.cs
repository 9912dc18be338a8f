using System.Net;

namespace IdentitySdk.Core;

/// <summary>
/// DPoP (RFC 9449) in one client: adds proofs to its requests, knows the latest nonces of the API and of the token endpoint, and decides which replay follows
/// a refused proof.
/// </summary>
internal sealed class DpopSession(string vendor, TimeProvider clock, ServerClock serverClock)
{
    /// <summary>The most replays of one operation with a newer nonce, for servers whose nonces change faster than an operation completes.</summary>
    private const int MaxNonceReplays = 10;

    private readonly DpopProofs _proofs = new(serverClock);
    private readonly NonceGate _gate = new(clock);
    private readonly object _lock = new();
    private volatile string? _tokenNonce;
    private volatile string? _apiNonce;
    private long _nonceSource;
    private long _proofsMade;
    private long _proofsEnded;

    /// <summary>Adds a proof to a token request.</summary>
    public void SignTokenRequest(HttpRequestMessage request) => _proofs.Attach(request, _tokenNonce, accessToken: null);

    /// <summary>Stores the nonce of a response of the token endpoint.</summary>
    /// <returns>Whether the nonce differs from the one that was known.</returns>
    public bool LearnTokenNonce(ApiResponse response) =>
        DpopProofs.ReadNonce(response) is { } nonce && Interlocked.Exchange(ref _tokenNonce, nonce) != nonce;

    /// <summary>Adds a proof to a request whose token is bound, and first waits while requests are sent one at a time.</summary>
    public async ValueTask SignAsync(HttpRequestMessage request, AccessToken token, CancellationToken cancellationToken)
    {
        if (token.Type != DpopProofs.Name)
        {
            DpopProofs.Detach(request);
            return;
        }

        var context = OperationContext.Of(request)!;
        var state = StateOf(request) ?? new ProofState(this, Interlocked.Read(ref _proofsEnded));
        context.CredentialState = state;
        if (!state.HasSlot)
        {
            await _gate.EnterAsync(state.Made > 0, context, vendor, cancellationToken).ConfigureAwait(false);
            state.HasSlot = true;
        }

        (state.Nonce, state.Number, state.Made) = (_apiNonce, Interlocked.Increment(ref _proofsMade), state.Made + 1);
        _proofs.Attach(request, state.Nonce, token.Value);
    }

    /// <summary>Stores the nonce of a response, and decides which replay follows.</summary>
    /// <returns>The replay after a refused proof; null when the proof was not refused.</returns>
    public Replay? Examine(HttpRequestMessage request, HttpResponseMessage response, ApiError? error)
    {
        var state = StateOf(request);
        var isNew = LearnApiNonce(state, DpopProofs.ReadNonce(response.Headers));
        var isRefused = response.StatusCode == HttpStatusCode.Unauthorized && DpopProofs.IsAboutProof(error?.Code);
        if (state is null || !isRefused || !request.Headers.Contains(DpopProofs.Name))
        {
            Leave(state, wasAccepted: true);
            return null;
        }

        // The token is valid; the proof lacked the nonce, or had the time of a clock that is wrong.
        serverClock.Observe(response.Headers.Date);
        var replay = NextReplay(OperationContext.Of(request)!, state);
        Leave(state, wasAccepted: isNew ? false : null, isReplayed: replay != Replay.None);
        return replay;
    }

    /// <summary>Ends a request that has no response, or was not sent.</summary>
    public void Abandon(HttpRequestMessage request) => Leave(StateOf(request), wasAccepted: null);

    /// <summary>The operation's state; null without a proof, and for that of a credential that has been replaced.</summary>
    private ProofState? StateOf(HttpRequestMessage request) =>
        OperationContext.Of(request)?.CredentialState is ProofState state && state.Session == this ? state : null;

    /// <summary>Allows one more proof for each attempt, as the nonce may have changed before a retry, and more when other requests have used it up.</summary>
    private Replay NextReplay(OperationContext context, ProofState state)
    {
        var isFirst = !context.Replays.HasFlag(Replay.WithNewProof);
        var isWorthwhile = state.ReplayedAttempt != context.Retries || IsOutrun(state);
        if (!isFirst && (!isWorthwhile || state.NonceReplays == MaxNonceReplays))
        {
            return Replay.None;
        }

        state.ReplayedAttempt = context.Retries;
        state.NonceReplays += isFirst ? 0 : 1;
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
    private bool LearnApiNonce(ProofState? state, string? nonce)
    {
        if (nonce is null)
        {
            return false;
        }

        lock (_lock)
        {
            var source = state?.Number ?? _nonceSource;
            var isNew = nonce != _apiNonce;
            if (source >= _nonceSource)
            {
                (_apiNonce, _nonceSource) = (nonce, source);
            }

            return isNew;
        }
    }

    private void Leave(ProofState? state, bool? wasAccepted, bool isReplayed = false)
    {
        if (state is { HasSlot: true })
        {
            Interlocked.Increment(ref _proofsEnded);
            state.HasSlot = !_gate.Leave(wasAccepted, isReplayed);
        }
    }
}
