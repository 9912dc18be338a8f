using System.Net.Http.Headers;
using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

/// <summary>What proves to Agilicus who calls. A credential is a description: two clients never share a token because they share a credential.</summary>
public sealed class AgilicusCredential : Credential
{
    private readonly Func<ApiClient, TimeProvider, IAuthenticator> _create;

    private AgilicusCredential(Func<ApiClient, TimeProvider, IAuthenticator> create) => _create = create;

    /// <summary>An access token that the caller renews.</summary>
    /// <param name="token">The token, without the <c>Bearer</c> prefix.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">The token is empty or could not stand in a header.</exception>
    public static AgilicusCredential AccessToken(string token)
    {
        var header = new AuthenticationHeaderValue("Bearer", Secret.Validate(token, nameof(token)));
        return new AgilicusCredential((_, _) => new FixedAuthenticator(header));
    }

    /// <summary>Access tokens from a function, kept until shortly before they end.</summary>
    /// <param name="getToken">Gets a token; called by one caller at a time while the others wait.</param>
    /// <returns>The credential.</returns>
    public static AgilicusCredential From(Func<CancellationToken, Task<AccessToken>> getToken)
    {
        _ = getToken ?? throw new ArgumentNullException(nameof(getToken));
        return new AgilicusCredential((_, clock) => new TokenAuthenticator(new TokenSource(getToken, clock)));
    }

    internal override IAuthenticator CreateAuthenticator(ApiClient api, TimeProvider clock) => _create(api, clock);
}
