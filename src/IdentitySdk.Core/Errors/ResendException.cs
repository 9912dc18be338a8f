namespace IdentitySdk.Core;

/// <summary>A handler outside the SDK tried to send a request twice in one attempt.</summary>
internal sealed class ResendException() : Exception(
    "A handler outside the SDK was about to send the request a second time; only RetryOptions decide whether a call is retried.")
{
    /// <summary>Whether an exception is a <see cref="ResendException"/>, or was caused by one.</summary>
    public static bool IsCauseOf(Exception? exception) => exception is ResendException || (exception is not null && IsCauseOf(exception.InnerException));
}
