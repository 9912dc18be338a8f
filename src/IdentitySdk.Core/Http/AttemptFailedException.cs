namespace IdentitySdk.Core;

/// <summary>An attempt got no whole response. It leads the retry policy, which sees nothing but exceptions, to the operation; no caller ever sees it.</summary>
internal sealed class AttemptFailedException(OperationContext context, Exception cause) : Exception("The attempt failed.", cause)
{
    public OperationContext Context => context;

    /// <summary>What ended the attempt.</summary>
    public Exception Cause => InnerException!;
}
