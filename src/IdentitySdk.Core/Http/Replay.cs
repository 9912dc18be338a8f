namespace IdentitySdk.Core;

/// <summary>Reasons to replay a refused request. Each but <see cref="WithNewerNonce"/> applies once per call, for all attempts together.</summary>
[Flags]
internal enum Replay
{
    None = 0,

    /// <summary>The token was refused, and a newer one is available.</summary>
    WithNewToken = 1,

    /// <summary>The proof of possession was refused; the response contains the nonce for a new one.</summary>
    WithNewProof = 2,

    /// <summary>Other calls have used up the nonce in the proof; several replays may be needed, and the credential limits their number.</summary>
    WithNewerNonce = 4,

    /// <summary>The vendor also refused the token that the cache had instead of the refused one; a new token is requested.</summary>
    WithRequestedToken = 8,
}
