using System.Net;
using System.Net.Sockets;

namespace IdentitySdk.Core;

/// <summary>Decides whether the vendor may have carried out a request, from the result of the attempt alone.</summary>
internal static class Outcome
{
    /// <summary>
    /// Whether a response leaves open whether the vendor acted. A redirect and a switch of protocol do: they may follow an action or come from a proxy.
    /// </summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="error">The vendor's error; null for a success.</param>
    public static bool IsUnknown(int statusCode, ApiError? error) =>
        error is { IsRateLimited: false, IsRefused: false }
        && (error.IsUndocumented || statusCode is < 200 or (>= 300 and < 400) || IsTransient(statusCode < 300 ? error.Status ?? statusCode : statusCode));

    /// <summary>Whether an exception leaves open whether the vendor acted.</summary>
    /// <param name="wasSent">Whether the request had been passed to the transport.</param>
    /// <param name="mayHaveSentBody">Whether its body may have been sent: then a failed connection is a later one, such as that to the target of a redirect.</param>
    /// <param name="exception">The exception that ended the attempt.</param>
    public static bool IsUnknown(bool wasSent, bool mayHaveSentBody, Exception exception) => wasSent && (mayHaveSentBody || !NeverReachedServer(exception));

    /// <summary>Whether an exception is a failure of the connection or a time-out, not a bug.</summary>
    public static bool IsTransportFailure(Exception exception) => exception is AttemptTimeoutException or HttpRequestException or IOException;

    /// <summary>Whether a status reports a temporary failure; 501 and 505 are permanent.</summary>
    public static bool IsTransient(int statusCode) => statusCode is 408 or (>= 500 and not (501 or 505));

    /// <summary>Whether no connection was made, so that the server cannot have received the request.</summary>
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
