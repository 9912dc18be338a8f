namespace IdentitySdk.Core;

/// <summary>The message of an operation, with a reference to its <see cref="OperationContext"/>: a dictionary of options would cost more.</summary>
internal sealed class OperationMessage(HttpMethod method, Uri address) : HttpRequestMessage(method, address)
{
    public OperationContext? Context { get; set; }
}
