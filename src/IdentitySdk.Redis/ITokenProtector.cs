namespace IdentitySdk.Redis;

/// <summary>Encrypts access tokens before they leave the process. <see cref="TokenProtector"/> has the usual ones.</summary>
/// <remarks>Implementations are safe for concurrent use.</remarks>
public interface ITokenProtector
{
    /// <summary>Encrypts a token.</summary>
    /// <param name="plaintext">The token and its expiry.</param>
    /// <param name="context">What the ciphertext is bound to: it must not decrypt under another. Not a secret.</param>
    /// <returns>The ciphertext, which also proves that it was not changed.</returns>
    byte[] Protect(byte[] plaintext, string context);

    /// <summary>Decrypts a token.</summary>
    /// <param name="ciphertext">What Redis returned: possibly changed, foreign, or of another key.</param>
    /// <param name="context">As in <see cref="Protect"/>.</param>
    /// <returns>The plaintext; null when the ciphertext was made otherwise, with another key or for another context.</returns>
    byte[]? Unprotect(byte[] ciphertext, string context);
}
