namespace IdentitySdk.Core;

/// <summary>Whether an attempt may be retried. Pure: the facts of the attempt decide, nothing else.</summary>
internal static class RetryDecision
{
    /// <summary>Decides on a response.</summary>
    /// <param name="isSafeToRetry">Whether sending the request again is harmless when the vendor may have acted.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="error">What the body says; null for a success.</param>
    public static bool ShouldRetry(bool isSafeToRetry, int statusCode, ApiError? error) =>

        // A call refused for its rate limit was not carried out, so even a create may be sent again. An error that broke off may have been such a
        // refusal, or one that names what to send instead.
        error is not null
        && (error.IsRateLimited || statusCode == 429 || (Outcome.IsTransient(statusCode) && error.IsRefused)
            || (isSafeToRetry && (Outcome.IsTransient(statusCode) || error.IsBroken)));

    /// <summary>Decides on an exception.</summary>
    /// <param name="isSafeToRetry">Whether sending the request again is harmless when the vendor may have acted.</param>
    /// <param name="isOutcomeUnknown">Whether the vendor may have carried out the request.</param>
    /// <param name="exception">What ended the attempt.</param>
    public static bool ShouldRetry(bool isSafeToRetry, bool isOutcomeUnknown, Exception exception) =>
        Outcome.IsTransportFailure(exception) && (isSafeToRetry || !isOutcomeUnknown);
}
