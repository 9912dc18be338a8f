namespace IdentitySdk.Okta;

/// <summary>What is remembered of one operation's proofs.</summary>
/// <param name="othersFrom">How many proofs the client had made before the operation's first.</param>
internal sealed class ProofState(long othersFrom)
{
    public long OthersFrom => othersFrom;

    /// <summary>How many proofs the operation has taken.</summary>
    public int Made { get; set; }

    /// <summary>The number of the latest of them among all that the client has made.</summary>
    public long Number { get; set; }

    /// <summary>The nonce in the latest of them; null when there was none.</summary>
    public string? Nonce { get; set; }
}
