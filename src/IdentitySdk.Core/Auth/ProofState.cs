namespace IdentitySdk.Core;

/// <summary>The DPoP proofs of one operation.</summary>
/// <param name="session">The session that made them.</param>
/// <param name="endedBefore">How many requests with the client's proofs had ended before the operation's first.</param>
internal sealed class ProofState(DpopSession session, long endedBefore) : CredentialState
{
    public DpopSession Session => session;

    public long EndedBefore => endedBefore;

    /// <summary>The number of proofs of the operation.</summary>
    public int Made { get; set; }

    /// <summary>The number of the latest proof among all proofs of the client.</summary>
    public long Number { get; set; }

    /// <summary>The nonce in the latest proof; null without one.</summary>
    public string? Nonce { get; set; }

    /// <summary>Whether the operation holds a slot of <see cref="NonceGate"/>, from before the request until the response.</summary>
    public bool HasSlot { get; set; }

    /// <summary>The latest attempt, counted from 0, that was replayed with a new proof.</summary>
    public int? ReplayedAttempt { get; set; }

    /// <summary>The number of replays with a newer nonce.</summary>
    public int NonceReplays { get; set; }
}
