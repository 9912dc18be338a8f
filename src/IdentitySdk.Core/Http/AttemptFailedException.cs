namespace IdentitySdk.Core;

/// <summary>An attempt received no complete response. The exception carries the operation to the retry policy, and never reaches a caller.</summary>
internal sealed class AttemptFailedException(OperationContext context, Exception cause) : Exception("The attempt failed.", cause)
{
    public OperationContext Context => context;

    /// <summary>The exception that ended the attempt.</summary>
    public Exception Cause => InnerException!;
}
