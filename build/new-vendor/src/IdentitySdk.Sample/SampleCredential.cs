using IdentitySdk.Core;

namespace IdentitySdk.Sample;

/// <summary>Credentials for Sample. Two clients with the same credential do not share a token.</summary>
public sealed class SampleCredential : Credential
{
    private SampleCredential(Func<CredentialContext, IAuthenticator> create)
        : base(create)
    {
    }

    /// <summary>An access token that the caller refreshes.</summary>
    /// <param name="token">The token, without the <c>Bearer</c> prefix.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">The token is empty, a placeholder, or not valid in a header.</exception>
    public static SampleCredential AccessToken(string token) => new(FixedAuthenticator.For("Bearer", token));

    /// <summary>Access tokens from a function, cached until shortly before they expire.</summary>
    /// <param name="getToken">Gets a token; called by one caller at a time while the others wait.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    public static SampleCredential From(Func<CancellationToken, Task<AccessToken>> getToken) => new(TokenAuthenticator.For(getToken));
}
