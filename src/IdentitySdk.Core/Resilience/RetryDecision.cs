namespace IdentitySdk.Core;

/// <summary>Whether an attempt may be retried. Pure.</summary>
internal static class RetryDecision
{
    /// <summary>Decides on a response.</summary>
    /// <param name="isSafeToRetry">Whether the request may be sent again although the vendor may have acted.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="error">The error in the body; null for a success.</param>
    public static bool ShouldRetry(bool isSafeToRetry, int statusCode, ApiError? error) =>

        // A call that was refused for the rate limit was not carried out, so even a create may be retried. What is missing of a truncated error may be such a
        // refusal, or a DPoP nonce.
        error is not null
        && (error.IsRateLimited || statusCode == 429 || (Outcome.IsTransient(statusCode) && error.IsRefused)
            || (isSafeToRetry && (Outcome.IsTransient(statusCode) || error.IsBroken)));

    /// <summary>Decides on an exception.</summary>
    /// <param name="isSafeToRetry">Whether the request may be sent again although the vendor may have acted.</param>
    /// <param name="isOutcomeUnknown">Whether the vendor may have carried out the request.</param>
    /// <param name="exception">What ended the attempt.</param>
    public static bool ShouldRetry(bool isSafeToRetry, bool isOutcomeUnknown, Exception exception) =>
        Outcome.IsTransportFailure(exception) && (isSafeToRetry || !isOutcomeUnknown);
}
