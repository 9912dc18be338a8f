namespace IdentitySdk;

/// <summary>Prevents the factory from disposing a transport that belongs to the caller: it disposes the handlers that it rotates out.</summary>
internal sealed class SharedTransport(HttpMessageHandler transport) : DelegatingHandler(transport)
{
    protected override void Dispose(bool disposing)
    {
    }
}
