using System.Net.Http.Headers;

namespace IdentitySdk.Core;

/// <summary>Puts the same header on every request; there is nothing to renew.</summary>
internal sealed class FixedAuthenticator(AuthenticationHeaderValue header) : IAuthenticator
{
    public ValueTask AuthenticateAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = header;
        return default;
    }

    public Replay Examine(HttpRequestMessage request, HttpResponseMessage response, ApiError? error) => Replay.None;
}
