namespace IdentitySdk.Core;

/// <summary>The exception for a call that got no whole response.</summary>
internal static class TransportFault
{
    public static TransportException Describe(ApiFailure failure, Exception fault) => fault switch
    {
        AttemptTimeoutException => new TransportException(failure, "no whole response came in time", fault),

        // .NET quotes the offending line in its message, and a header may hold anything.
        _ when IsQuoting(fault) => new TransportException(failure, "what came is no HTTP response", null),
        _ => new TransportException(failure, "the connection failed", fault),
    };

    private static bool IsQuoting(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
        {
#if NET8_0_OR_GREATER
            if (fault is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse })
            {
                return true;
            }
#else
            if (fault is System.Net.WebException { Status: System.Net.WebExceptionStatus.ServerProtocolViolation })
            {
                return true;
            }
#endif
        }

        return false;
    }
}
