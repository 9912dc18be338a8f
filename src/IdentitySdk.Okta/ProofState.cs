namespace IdentitySdk.Okta;

/// <summary>What is remembered of one operation's proofs.</summary>
/// <param name="endedBefore">How many requests with the client's proofs had ended before the operation's first.</param>
internal sealed class ProofState(long endedBefore)
{
    public long EndedBefore => endedBefore;

    /// <summary>How many proofs the operation has taken.</summary>
    public int Made { get; set; }

    /// <summary>The number of the latest of them among all that the client has made.</summary>
    public long Number { get; set; }

    /// <summary>The nonce in the latest of them; null when there was none.</summary>
    public string? Nonce { get; set; }

    /// <summary>Whether it has its turn to send, from before its request until the response.</summary>
    public bool HasTurn { get; set; }

    /// <summary>The attempt, counted from 0, whose refusal was last answered with another proof.</summary>
    public int? ReplayedAttempt { get; set; }
}
