namespace IdentitySdk.Core;

/// <summary>Sends the requests that get tokens, with the client's transport, retries and time-outs, but without its credential.</summary>
internal interface ITokenRequestSender
{
    /// <summary>Sends a request and reads its result.</summary>
    /// <param name="request">A request that brings its own headers; see <see cref="ApiRequest.ForToken"/>.</param>
    /// <param name="read">Reads the result.</param>
    /// <param name="onResponse">Gets the response of a success before its body is read; null for nothing.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="IdentityApiException">The request did not succeed.</exception>
    Task<T> SendAsync<T>(ApiRequest request, ReadValue<T> read, Action<ApiResponse>? onResponse, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Sends a request that has no result.</summary>
    /// <param name="request">A request that brings its own headers.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="IdentityApiException">The request did not succeed.</exception>
    Task SendAsync(ApiRequest request, CancellationToken cancellationToken);
}
