namespace IdentitySdk.Core;

/// <summary>Authenticates the requests of one client with its credential.</summary>
internal interface IAuthenticator
{
    /// <summary>Adds the credential to an attempt, in place of an earlier attempt's.</summary>
    /// <param name="request">The request, with its final address.</param>
    /// <param name="cancellationToken">Ends the wait for a token, but not the refresh that others wait for.</param>
    ValueTask AuthenticateAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>Records a response, successful or not, and returns the reasons to replay the request.</summary>
    /// <param name="request">The request, as it was sent.</param>
    /// <param name="response">The response; its body has been read.</param>
    /// <param name="error">The error in the body; null for a success.</param>
    Replay Examine(HttpRequestMessage request, HttpResponseMessage response, ApiError? error);

    /// <summary>Records that a request got no response, or was not sent.</summary>
    /// <param name="request">The request.</param>
    void Abandon(HttpRequestMessage request);
}
