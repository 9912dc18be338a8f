namespace IdentitySdk.Core;

/// <summary>Sends token requests with the client's transport, retries and time-outs, but without its credential.</summary>
internal interface ITokenRequestSender
{
    /// <summary>Sends a request and reads its result.</summary>
    /// <param name="request">A request with headers of its own; see <see cref="ApiRequest.ForToken"/>.</param>
    /// <param name="read">Reads the result.</param>
    /// <param name="onResponse">Called with the successful response before its body is read.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="IdentityApiException">The request did not succeed.</exception>
    Task<T> SendAsync<T>(ApiRequest request, ReadValue<T> read, Action<ApiResponse> onResponse, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Sends a request that has no result.</summary>
    /// <param name="request">A request with headers of its own.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="IdentityApiException">The request did not succeed.</exception>
    Task SendAsync(ApiRequest request, CancellationToken cancellationToken);
}
