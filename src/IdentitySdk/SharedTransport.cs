namespace IdentitySdk;

/// <summary>Protects a transport that belongs to the caller from the factory, which disposes the handlers that it rotates out.</summary>
internal sealed class SharedTransport(HttpMessageHandler transport) : DelegatingHandler(transport)
{
    protected override void Dispose(bool disposing)
    {
    }
}
