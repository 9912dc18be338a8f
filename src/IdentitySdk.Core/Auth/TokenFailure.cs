namespace IdentitySdk.Core;

/// <summary>Exceptions of operations whose token request failed: the failure is the credential's, whatever the status was.</summary>
internal static class TokenFailure
{
    /// <summary>Converts an exception of a token request; one that the SDK does not know stays as it is.</summary>
    public static Exception Convert(Exception exception, string vendor) => exception switch
    {
        CredentialException => exception,

        // The operation itself was never sent, so its outcome is known.
        IdentityApiException failed => new CredentialException(failed.Failure with { IsOutcomeUnknown = false }, innerException: failed),
        OperationCanceledException => new CredentialException(
            new FailureDetails(vendor, "access token"),
            "none was received within AttemptTimeout or Retry.MaxTotalTime",
            new TimeoutException("The access token took too long.", exception)),
        _ => exception,
    };

    /// <summary>Copies a failure for another operation: an exception that is thrown again and again keeps all stack traces, and grows without limit.</summary>
    public static CredentialException Copy(Exception failure, string vendor) =>
        failure is CredentialException known ? known.Copy() : new CredentialException(new FailureDetails(vendor, "access token"), innerException: failure);
}
