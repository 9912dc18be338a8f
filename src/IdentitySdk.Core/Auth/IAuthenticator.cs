namespace IdentitySdk.Core;

/// <summary>A credential at work in one client.</summary>
public interface IAuthenticator
{
    /// <summary>Puts the credential on a request.</summary>
    /// <param name="request">The request, with its final address.</param>
    /// <param name="cancellationToken">Ends the wait for a token; it does not end the renewal others wait for.</param>
    /// <returns>A task that ends when the request is ready.</returns>
    ValueTask AuthenticateAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>Answers a refusal (401).</summary>
    /// <param name="request">The refused request, as it was sent.</param>
    /// <returns>True when the next <see cref="AuthenticateAsync"/> will use a newer credential, so that one replay makes sense.</returns>
    bool TryRenew(HttpRequestMessage request);
}
