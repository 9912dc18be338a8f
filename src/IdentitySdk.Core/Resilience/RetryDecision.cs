using System.Net;
using System.Net.Sockets;

namespace IdentitySdk.Core;

/// <summary>Whether an attempt may be repeated. Pure: the facts of the attempt decide, nothing else.</summary>
internal static class RetryDecision
{
    /// <summary>Decides on a response.</summary>
    /// <param name="isRepeatable">Whether a repetition is harmless when the server may have acted.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="error">What the body says; null for a success.</param>
    public static bool ShouldRetry(bool isRepeatable, int statusCode, ApiError? error) =>

        // A call refused for its rate limit was not carried out, so even a create may be sent again. An error that broke off may have been such a
        // refusal, or one that names what to send instead.
        error is not null && (error.IsRateLimited || statusCode == 429 || (IsTransient(statusCode) && error.IsRefused) || (isRepeatable && (IsTransient(statusCode) || error.IsBroken)));

    /// <summary>Decides on a fault.</summary>
    /// <param name="isRepeatable">Whether a repetition is harmless when the server may have acted.</param>
    /// <param name="wasSent">Whether the request had been given to the transport.</param>
    /// <param name="fault">The fault.</param>
    public static bool ShouldRetry(bool isRepeatable, bool wasSent, Exception fault) =>
        IsTransportFault(fault) && (isRepeatable || !LeavesOutcomeUnknown(wasSent, fault));

    /// <summary>Whether a response leaves open if the server acted.</summary>
    public static bool LeavesOutcomeUnknown(int statusCode, ApiError? error) =>
        error is { IsRateLimited: false, IsRefused: false } && IsTransient(statusCode);

    /// <summary>Whether a fault leaves open if the server acted.</summary>
    public static bool LeavesOutcomeUnknown(bool wasSent, Exception fault) => wasSent && !NeverReachedServer(fault);

    /// <summary>Whether a fault is one of the connection, and not of the program.</summary>
    public static bool IsTransportFault(Exception fault) => fault is AttemptTimeoutException or HttpRequestException or IOException;

    /// <summary>Whether the server cannot have seen the request: no connection was made.</summary>
    public static bool NeverReachedServer(Exception fault) => fault switch
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

    /// <summary>501 and 505 stay what they are however often one asks.</summary>
    private static bool IsTransient(int statusCode) => statusCode is 408 or (>= 500 and not (501 or 505));
}
