using System.Security.Cryptography;
using IdentitySdk.Core;

namespace IdentitySdk.Okta;

/// <summary>A credential for Okta. It holds no token: two clients with the same credential do not share tokens.</summary>
public sealed class OktaCredential : Credential
{
    private OktaCredential(Func<CredentialContext, IAuthenticator> create)
        : base(create)
    {
    }

    /// <summary>Creates a credential from an API token, sent as <c>SSWS</c>.</summary>
    /// <param name="token">The token as the Okta console shows it, without the prefix.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">The token is empty, a placeholder, or not valid in a header.</exception>
    public static OktaCredential ApiToken(string token) => new(FixedAuthenticator.For("SSWS", token));

    /// <summary>Creates a credential from the private key of a service app; the client uses it to get tokens from the org authorization server.</summary>
    /// <remarks>The algorithm follows from the key: RS256 for RSA (or <c>alg</c> of a JSON Web Key: RS384, RS512); ES256, ES384 or ES512 for EC.</remarks>
    /// <param name="clientId">The app's client id.</param>
    /// <param name="privateKey">RSA (2048 bits or more) or EC (P-256, P-384, P-521): PEM (PKCS#8, PKCS#1, SEC1), not encrypted, or a JSON Web Key.</param>
    /// <param name="scopes">The scopes to request, such as <c>okta.users.read</c>; granted to the app in the Okta console.</param>
    /// <param name="keyId">The key's id (<c>kid</c>) at Okta, required when the app has several keys; null uses the <c>kid</c> of a JSON Web Key.</param>
    /// <param name="dpop">Whether tokens are bound to a key of the client.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">An argument is invalid; the exception names it and contains nothing of the key.</exception>
    public static OktaCredential PrivateKey(
        string clientId, string privateKey, IEnumerable<string> scopes, string? keyId = null, OktaDpop dpop = OktaDpop.Automatic)
    {
        var app = ServiceApp.Create(clientId, SigningKey.Read(privateKey, KeyId(keyId), nameof(privateKey)), scopes, dpop);
        return new OktaCredential(context => new PrivateKeyAuthenticator(context, app));
    }

    /// <summary>Creates a credential from a key object of a service app, such as one from a certificate store or a hardware module.</summary>
    /// <param name="clientId">The app's client id.</param>
    /// <param name="privateKey">RSA (2048 bits or more) or ECDSA (P-256, P-384, P-521). The caller owns it and disposes it after the clients.</param>
    /// <param name="scopes">The scopes to request, such as <c>okta.users.read</c>; granted to the app in the Okta console.</param>
    /// <param name="keyId">The key's id (<c>kid</c>) at Okta, required when the app has several keys.</param>
    /// <param name="dpop">Whether tokens are bound to a key of the client.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">An argument is invalid; the exception names it.</exception>
    public static OktaCredential PrivateKey(
        string clientId, AsymmetricAlgorithm privateKey, IEnumerable<string> scopes, string? keyId = null, OktaDpop dpop = OktaDpop.Automatic)
    {
        var app = ServiceApp.Create(clientId, SigningKey.From(privateKey, KeyId(keyId), nameof(privateKey)), scopes, dpop);
        return new OktaCredential(context => new PrivateKeyAuthenticator(context, app));
    }

    /// <summary>Creates a credential from an OAuth access token, which the client does not refresh.</summary>
    /// <param name="token">The token, without the <c>Bearer</c> prefix.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">The token is empty, a placeholder, or not valid in a header.</exception>
    public static OktaCredential AccessToken(string token) => new(FixedAuthenticator.For("Bearer", token));

    /// <summary>Creates a credential from a function that gets OAuth access tokens. A token is cached until shortly before it expires.</summary>
    /// <param name="getToken">Gets a token; called by one caller at a time while the others wait.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="getToken"/> is null.</exception>
    public static OktaCredential From(Func<CancellationToken, Task<AccessToken>> getToken) => new(TokenAuthenticator.For(getToken));

    private static string? KeyId(string? keyId) => keyId is "" ? throw new ArgumentException("A key id must not be empty; leave it out.", nameof(keyId)) : keyId;
}
