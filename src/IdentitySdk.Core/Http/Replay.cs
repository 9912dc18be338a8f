namespace IdentitySdk.Core;

/// <summary>Reasons to replay a refused request. Each applies once per call, for all attempts together.</summary>
[Flags]
internal enum Replay
{
    None = 0,

    /// <summary>The token was refused, and a newer one is available.</summary>
    WithNewToken = 1,

    /// <summary>The proof of possession was refused; the response contains the nonce for a new one.</summary>
    WithNewProof = 2,

    /// <summary>The nonce in the proof is no longer the latest, because other calls have used it; several replays may be needed.</summary>
    WithNewerNonce = 4,

    /// <summary>The vendor also refused the token that the cache had instead of the refused one; a new token is requested.</summary>
    WithRequestedToken = 8,
}
