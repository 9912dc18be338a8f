namespace IdentitySdk.Core;

/// <summary>Thrown by a vendor's readers when a body that came with HTTP 200 reports an error; the client turns it into the exception it really is.</summary>
internal sealed class ErrorInSuccessException() : Exception("The body of a success reports an error.");
