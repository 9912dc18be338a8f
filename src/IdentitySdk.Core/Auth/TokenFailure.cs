namespace IdentitySdk.Core;

/// <summary>What a failed token request is to the operations that needed the token: the credential's failure, whatever the status was.</summary>
internal static class TokenFailure
{
    /// <summary>The exception for the operations; a bug's own exception stays what it is.</summary>
    public static Exception Describe(Exception exception, string vendor) => exception switch
    {
        CredentialException => exception,

        // The operation itself was never sent, so there is no doubt about its outcome.
        IdentityApiException failed => new CredentialException(failed.Failure with { IsOutcomeUnknown = false }, innerException: failed),
        OperationCanceledException => new CredentialException(
            new FailureDetails(vendor, "access token"),
                "none came within AttemptTimeout or Retry.MaxTotalTime",
                new TimeoutException("The access token took too long.", exception)),
        _ => exception,
    };

    /// <summary>
    /// The same failure for one more operation. Each gets an exception of its own: one that is thrown again keeps the traces of all who caught it, and
    /// grows without an end.
    /// </summary>
    public static CredentialException Repeat(Exception failure, string vendor) =>
        failure is CredentialException known ? known.Copy() : new CredentialException(new FailureDetails(vendor, "access token"), innerException: failure);
}
