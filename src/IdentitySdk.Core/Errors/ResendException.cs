namespace IdentitySdk.Core;

/// <summary>A handler outside the SDK tried to send a request a second time within one attempt.</summary>
internal sealed class ResendException() : Exception("The request was about to be sent a second time by a handler outside the SDK; whether a call is retried is for RetryOptions to say.")
{
    /// <summary>Whether an exception is one, or was caused by one.</summary>
    public static bool IsCauseOf(Exception? exception)
    {
        while (exception is not null and not ResendException)
        {
            exception = exception.InnerException;
        }

        return exception is not null;
    }
}
