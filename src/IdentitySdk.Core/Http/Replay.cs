namespace IdentitySdk.Core;

/// <summary>Reasons to replay a refused request. Each applies once per call, whatever the number of attempts.</summary>
[Flags]
internal enum Replay
{
    /// <summary>No replay.</summary>
    None = 0,

    /// <summary>The token was refused, and a newer one is available.</summary>
    WithNewToken = 1,

    /// <summary>The proof of possession was refused; the response contains the nonce for a new one.</summary>
    WithNewProof = 2,

    /// <summary>The nonce in the proof was not the latest any more, for others had used it up meanwhile; worth several tries.</summary>
    WithNewerNonce = 4,

    /// <summary>The token that a cache had in place of a refused one was refused, too, and is replaced by the vendor's own.</summary>
    WithRequestedToken = 8,
}
