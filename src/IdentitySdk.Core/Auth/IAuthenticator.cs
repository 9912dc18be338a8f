namespace IdentitySdk.Core;

/// <summary>A credential at work in one client.</summary>
internal interface IAuthenticator
{
    /// <summary>Puts the credential on an attempt, in place of what an earlier attempt carried.</summary>
    /// <param name="request">The request, with its final address.</param>
    /// <param name="cancellationToken">Ends the wait for a token; it does not end the refresh others wait for.</param>
    ValueTask AuthenticateAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>Takes note of a response, whatever it is, and says whether the request is worth sending again.</summary>
    /// <param name="request">The request, as it was sent.</param>
    /// <param name="response">What came back; its body is read already.</param>
    /// <param name="error">What the body says; null for a success.</param>
    Replay Examine(HttpRequestMessage request, HttpResponseMessage response, ApiError? error);

    /// <summary>Takes note that there is no response to a request, or that it was not sent.</summary>
    /// <param name="request">The request.</param>
    void Abandon(HttpRequestMessage request);
}
