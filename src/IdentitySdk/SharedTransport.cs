namespace IdentitySdk;

/// <summary>Keeps the factory, which disposes what it rotates out, from disposing a transport that belongs to the caller.</summary>
internal sealed class SharedTransport(HttpMessageHandler transport) : DelegatingHandler(transport)
{
    protected override void Dispose(bool disposing)
    {
    }
}
