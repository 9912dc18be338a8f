namespace IdentitySdk.Core;

/// <summary>Why a refused request is sent again. Each reason counts once a call, however many attempts there are.</summary>
[Flags]
internal enum Replay
{
    /// <summary>It is not.</summary>
    None = 0,

    /// <summary>The token was refused, and a newer one can be had.</summary>
    WithNewToken = 1,

    /// <summary>The proof that went with the token was refused; the refusal tells what a better one needs.</summary>
    WithNewProof = 2,

    /// <summary>The nonce in the proof was not the latest any more, for others had used it up meanwhile; worth several tries.</summary>
    WithNewerNonce = 4,
}
