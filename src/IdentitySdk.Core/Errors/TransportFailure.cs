using System.Net;

namespace IdentitySdk.Core;

/// <summary>The exception for a call that got no whole response.</summary>
internal static class TransportFailure
{
#if NET8_0_OR_GREATER
    private const string MayQuote = "what came is no HTTP response";
#else
    private const string MayQuote = "the connection failed, or what came is no HTTP response";
#endif

    public static TransportException Describe(FailureDetails failure, Exception fault) => fault switch
    {
        TimeoutException or OperationCanceledException => new TransportException(failure, "no whole response came in time", fault),

        // .NET quotes the offending line in its message, and a header may hold anything.
        _ when Quotes(fault) => new TransportException(failure, MayQuote, null),
        _ when ResendException.IsCauseOf(fault) => new TransportException(failure, "a handler outside the SDK was about to send the request a second time", fault),
        HttpRequestException or IOException => new TransportException(failure, "the connection failed", fault),
        _ => new TransportException(failure, "a handler of the host ended the call", fault),
    };

    private static bool Quotes(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
        {
#if NET8_0_OR_GREATER
            if (fault is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse })
#else
            // Before .NET 8 no exception says so. Those that quote have no cause; those of a connection have one: a socket, a stream, a certificate.
            if (fault is WebException { Status: WebExceptionStatus.ServerProtocolViolation } or HttpRequestException { InnerException: null })
#endif
            {
                return true;
            }
        }

        return false;
    }
}
