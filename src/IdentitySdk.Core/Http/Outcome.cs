using System.Net;
using System.Net.Sockets;

namespace IdentitySdk.Core;

/// <summary>Whether the vendor may have carried a request out. Pure: the facts of the attempt decide, nothing else.</summary>
internal static class Outcome
{
    /// <summary>Whether a response leaves open if the vendor acted.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="error">What the body says; null for a success.</param>
    public static bool IsUnknown(int statusCode, ApiError? error) =>
        error is { IsRateLimited: false, IsRefused: false } && (error.IsUndocumented || IsTransient(statusCode < 300 ? error.Status ?? statusCode : statusCode));

    /// <summary>Whether an exception leaves open if the vendor acted.</summary>
    /// <param name="wasSent">Whether the request had been given to the transport.</param>
    /// <param name="exception">What ended the attempt.</param>
    public static bool IsUnknown(bool wasSent, Exception exception) => wasSent && !NeverReachedServer(exception);

    /// <summary>Whether an exception is one of the connection, and not of the program.</summary>
    public static bool IsTransportFailure(Exception exception) => exception is AttemptTimeoutException or HttpRequestException or IOException;

    /// <summary>Whether a status speaks of a passing failure; 501 and 505 stay what they are however often a request is sent.</summary>
    public static bool IsTransient(int statusCode) => statusCode is 408 or (>= 500 and not (501 or 505));

    /// <summary>Whether the server cannot have seen the request: no connection was made.</summary>
    private static bool NeverReachedServer(Exception exception) => exception switch
    {
#if NET8_0_OR_GREATER
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        } => true,
#endif
        HttpRequestException
        {
            InnerException: SocketException
            {
                SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable,
            },
        } => true,
        HttpRequestException { InnerException: WebException { Status: WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure } } => true,
        _ => false,
    };
}
