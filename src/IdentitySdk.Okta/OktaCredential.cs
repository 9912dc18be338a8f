using System.Security.Cryptography;
using IdentitySdk.Core;

namespace IdentitySdk.Okta;

/// <summary>What proves to Okta who calls. A credential is a description: two clients never share a token because they share a credential.</summary>
public sealed class OktaCredential : Credential
{
    private OktaCredential(Func<CredentialContext, IAuthenticator> create)
        : base(create)
    {
    }

    /// <summary>An API token, sent as <c>SSWS</c>.</summary>
    /// <param name="token">The token as the Okta console shows it, without the prefix.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">The token is empty, a placeholder, or could not stand in a header.</exception>
    public static OktaCredential ApiToken(string token) => new(FixedAuthenticator.For("SSWS", token));

    /// <summary>The private key of a service app; the client gets its tokens with it from the org's own authorization server.</summary>
    /// <remarks>The algorithm follows from the key: RS256 for RSA, unless a JSON Web Key's <c>alg</c> says RS384 or RS512; ES256, ES384 or ES512 for EC.</remarks>
    /// <param name="clientId">The app's client id.</param>
    /// <param name="privateKey">RSA (2048 bits or more) or EC (P-256, P-384, P-521): PEM (PKCS#8, PKCS#1, SEC1), not encrypted, or a JSON Web Key.</param>
    /// <param name="scopes">What the tokens are for, such as <c>okta.users.read</c>; granted to the app in the Okta console.</param>
    /// <param name="keyId">The key's id (<c>kid</c>) at Okta, needed when the app has several; null takes a JSON Web Key's own.</param>
    /// <param name="dpop">Whether tokens are bound to a key of the client.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">An argument is not acceptable; the exception names it and shows nothing of the key.</exception>
    public static OktaCredential PrivateKey(
        string clientId, string privateKey, IEnumerable<string> scopes, string? keyId = null, OktaDpop dpop = OktaDpop.Automatic)
    {
        var app = ServiceApp.Create(clientId, SigningKey.Read(privateKey, KeyId(keyId), nameof(privateKey)), scopes, dpop);
        return new OktaCredential(context => new PrivateKeyAuthenticator(context, app));
    }

    /// <summary>The private key of a service app as a key object, such as one from a certificate store or a hardware module.</summary>
    /// <param name="clientId">The app's client id.</param>
    /// <param name="privateKey">RSA (2048 bits or more) or ECDSA (P-256, P-384, P-521). The caller keeps it alive, and disposes it after the clients.</param>
    /// <param name="scopes">What the tokens are for, such as <c>okta.users.read</c>; granted to the app in the Okta console.</param>
    /// <param name="keyId">The key's id (<c>kid</c>) at Okta, needed when the app has several.</param>
    /// <param name="dpop">Whether tokens are bound to a key of the client.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">An argument is not acceptable; the exception names it.</exception>
    public static OktaCredential PrivateKey(
        string clientId, AsymmetricAlgorithm privateKey, IEnumerable<string> scopes, string? keyId = null, OktaDpop dpop = OktaDpop.Automatic)
    {
        var app = ServiceApp.Create(clientId, SigningKey.From(privateKey, KeyId(keyId), nameof(privateKey)), scopes, dpop);
        return new OktaCredential(context => new PrivateKeyAuthenticator(context, app));
    }

    /// <summary>An OAuth access token that the caller renews.</summary>
    /// <param name="token">The token, without the <c>Bearer</c> prefix.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">The token is empty, a placeholder, or could not stand in a header.</exception>
    public static OktaCredential AccessToken(string token) => new(FixedAuthenticator.For("Bearer", token));

    /// <summary>OAuth access tokens from a function, kept until shortly before they end.</summary>
    /// <param name="getToken">Gets a token; called by one caller at a time while the others wait.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentNullException">There is no function.</exception>
    public static OktaCredential From(Func<CancellationToken, Task<AccessToken>> getToken) => new(TokenAuthenticator.For(getToken));

    private static string? KeyId(string? keyId) => keyId is "" ? throw new ArgumentException("A key id must not be empty; leave it out.", nameof(keyId)) : keyId;
}
