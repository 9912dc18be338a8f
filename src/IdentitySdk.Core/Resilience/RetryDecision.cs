using System.Net;
using System.Net.Sockets;

namespace IdentitySdk.Core;

/// <summary>Whether an attempt may be repeated. Pure: the facts of the attempt decide, nothing else.</summary>
internal static class RetryDecision
{
    /// <summary>Decides on a response.</summary>
    /// <param name="isRepeatable">Whether a repetition is harmless when the server may have acted.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="isRateLimited">Whether the vendor refused the call for its rate limit.</param>
    public static bool ShouldRetry(bool isRepeatable, int statusCode, bool isRateLimited) =>

        // A call refused for its rate limit was not carried out, so even a create may be sent again.
        isRateLimited || statusCode == 429 || (isRepeatable && statusCode is 408 or 500 or 502 or 503 or 504);

    /// <summary>Decides on a fault of the transport.</summary>
    /// <param name="isRepeatable">Whether a repetition is harmless when the server may have acted.</param>
    /// <param name="fault">The fault.</param>
    public static bool ShouldRetry(bool isRepeatable, Exception fault) => fault switch
    {
        AttemptTimeoutException => isRepeatable,
        HttpRequestException or IOException => isRepeatable || NeverReachedServer(fault),
        _ => false,
    };

    /// <summary>Whether the server cannot have seen the request: no connection was made.</summary>
    public static bool NeverReachedServer(Exception fault) => fault switch
    {
#if NET8_0_OR_GREATER
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } => true,
#endif
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable } } => true,
        HttpRequestException { InnerException: WebException { Status: WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure } } => true,
        _ => false,
    };
}
