using System.Net.Http.Headers;

namespace IdentitySdk.Core;

/// <summary>Puts a cached token on every request and renews it after a refusal.</summary>
internal sealed class TokenAuthenticator(TokenSource source, string scheme = "Bearer") : IAuthenticator
{
    public async ValueTask AuthenticateAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await source.GetAsync(cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue(scheme, token.Value);
    }

    public bool TryRenew(HttpRequestMessage request)
    {
        source.Reject(request.Headers.Authorization?.Parameter);
        return true;
    }
}
