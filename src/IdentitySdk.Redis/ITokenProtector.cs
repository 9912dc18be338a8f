namespace IdentitySdk.Redis;

/// <summary>Encrypts access tokens before they leave the process. <see cref="TokenProtector"/> has the usual implementations.</summary>
/// <remarks>Implementations are safe for concurrent use.</remarks>
public interface ITokenProtector
{
    /// <summary>Encrypts a token.</summary>
    /// <param name="plaintext">The token and its expiry.</param>
    /// <param name="context">The context that the ciphertext is bound to: it must not decrypt in another context. Not a secret.</param>
    /// <returns>The ciphertext, authenticated.</returns>
    byte[] Protect(byte[] plaintext, string context);

    /// <summary>Decrypts a token.</summary>
    /// <param name="ciphertext">The value from Redis, which may have been changed or encrypted with another key.</param>
    /// <param name="context">As in <see cref="Protect"/>.</param>
    /// <returns>The plaintext; null when the ciphertext is not valid for this key and context.</returns>
    byte[]? Unprotect(byte[] ciphertext, string context);
}
