using System.Net;

namespace IdentitySdk.Core;

/// <summary>Creates the exception for a call that received no complete response.</summary>
internal static class TransportFailure
{
#if NET8_0_OR_GREATER
    private const string NotHttp = "what the server sent is not an HTTP response";
#else
    private const string NotHttp = "the connection failed, or what the server sent is not an HTTP response";
#endif

    public static TransportException ToException(FailureDetails failure, Exception exception) => exception switch
    {
        TimeoutException or OperationCanceledException => new TransportException(failure, "no complete response in time", exception),

        // .NET quotes the invalid line in its message, and a header may contain anything.
        _ when QuotesResponse(exception) => new TransportException(failure, NotHttp, null),
        _ when ResendException.IsCauseOf(exception) =>
            new TransportException(failure, "a handler outside the SDK was about to send the request a second time", exception),
        HttpRequestException or IOException => new TransportException(failure, "the connection failed", exception),
        _ => new TransportException(failure, "a handler outside the SDK ended the call", exception),
    };

    private static bool QuotesResponse(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
#if NET8_0_OR_GREATER
            if (exception is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse }
                or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse })
#else
            // Before .NET 8 exceptions have no error code. Those that quote have no inner exception; those of a connection do (socket, stream, certificate).
            if (exception is WebException { Status: WebExceptionStatus.ServerProtocolViolation } or HttpRequestException { InnerException: null })
#endif
            {
                return true;
            }
        }

        return false;
    }
}
