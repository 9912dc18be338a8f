using System.Net.Http.Headers;
using IdentitySdk.Core;

namespace IdentitySdk.Okta;

/// <summary>What proves to Okta who calls. A credential is a description: two clients never share a token because they share a credential.</summary>
public sealed class OktaCredential : Credential
{
    private readonly Func<ApiClient, TimeProvider, IAuthenticator> _create;

    private OktaCredential(Func<ApiClient, TimeProvider, IAuthenticator> create) => _create = create;

    /// <summary>An API token, sent as <c>SSWS</c>.</summary>
    /// <param name="token">The token as the Okta console shows it, without the prefix.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">The token is empty or could not stand in a header.</exception>
    public static OktaCredential ApiToken(string token)
    {
        var header = new AuthenticationHeaderValue("SSWS", Secret.Validate(token, nameof(token)));
        return new OktaCredential((_, _) => new FixedAuthenticator(header));
    }

    /// <summary>An OAuth access token that the caller renews.</summary>
    /// <param name="token">The token, without the <c>Bearer</c> prefix.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">The token is empty or could not stand in a header.</exception>
    public static OktaCredential AccessToken(string token)
    {
        var header = new AuthenticationHeaderValue("Bearer", Secret.Validate(token, nameof(token)));
        return new OktaCredential((_, _) => new FixedAuthenticator(header));
    }

    /// <summary>OAuth access tokens from a function, kept until shortly before they end.</summary>
    /// <param name="getToken">Gets a token; called by one caller at a time while the others wait.</param>
    /// <returns>The credential.</returns>
    public static OktaCredential From(Func<CancellationToken, Task<AccessToken>> getToken)
    {
        _ = getToken ?? throw new ArgumentNullException(nameof(getToken));
        return new OktaCredential((_, clock) => new TokenAuthenticator(new TokenSource(getToken, clock)));
    }

    internal override IAuthenticator CreateAuthenticator(ApiClient api, TimeProvider clock) => _create(api, clock);
}
