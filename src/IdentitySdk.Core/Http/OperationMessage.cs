namespace IdentitySdk.Core;

/// <summary>The message of an operation, which leads the handlers to its <see cref="OperationContext"/> without a dictionary of options.</summary>
internal sealed class OperationMessage(HttpMethod method, Uri address) : HttpRequestMessage(method, address)
{
    public OperationContext? Context { get; set; }
}
