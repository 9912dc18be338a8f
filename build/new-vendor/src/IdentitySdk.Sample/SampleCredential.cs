using IdentitySdk.Core;

namespace IdentitySdk.Sample;

/// <summary>What proves to Sample who calls. A credential is a description: two clients never share a token because they share a credential.</summary>
public sealed class SampleCredential : Credential
{
    private SampleCredential(Func<CredentialContext, IAuthenticator> create)
        : base(create)
    {
    }

    /// <summary>An access token that the caller renews.</summary>
    /// <param name="token">The token, without the <c>Bearer</c> prefix.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">The token is empty, a placeholder, or could not stand in a header.</exception>
    public static SampleCredential AccessToken(string token) => new(FixedAuthenticator.For("Bearer", token));

    /// <summary>Access tokens from a function, kept until shortly before they end.</summary>
    /// <param name="getToken">Gets a token; called by one caller at a time while the others wait.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentNullException">There is no function.</exception>
    public static SampleCredential From(Func<CancellationToken, Task<AccessToken>> getToken) => new(TokenAuthenticator.For(getToken));
}
