using System.Net;
using System.Net.Http.Headers;

namespace IdentitySdk.Core;

/// <summary>A JSON request body in memory: it can be sent any number of times.</summary>
internal sealed class JsonBody : HttpContent
{
    private static readonly MediaTypeHeaderValue s_mediaType = new("application/json");
    private readonly byte[] _bytes;

    private JsonBody(byte[] bytes)
    {
        _bytes = bytes;
        Headers.ContentType = s_mediaType;
    }

    /// <exception cref="ArgumentException">A string holds half of a surrogate pair.</exception>
    // The bytes are the content's own, not the pool's: a transport may still be sending them when the call is over.
    public static JsonBody Create(Action<JsonOutput> write)
    {
        using var scratch = JsonScratch.Rent();
        write(new JsonOutput(scratch.Writer));
        return new JsonBody(scratch.Written.ToArray());
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(_bytes, 0, _bytes.Length);

#if NET8_0_OR_GREATER
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(_bytes, 0, _bytes.Length, cancellationToken);
#endif

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}
