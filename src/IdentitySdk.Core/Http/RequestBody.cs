using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace IdentitySdk.Core;

/// <summary>
/// A request body in memory that each attempt may send once: a handler outside the SDK that resends a request fails here, before it sends a byte.
/// </summary>
/// <remarks>Copies into memory, such as those of a handler that logs bodies, are not counted.</remarks>
internal sealed class RequestBody : HttpContent
{
    private readonly byte[] _bytes;
    private int _sendCount;

    private RequestBody(byte[] bytes, string? type)
    {
        _bytes = bytes;
        if (type is not null)
        {
            Headers.TryAddWithoutValidation("Content-Type", type);
        }
    }

    /// <summary>The number of bytes.</summary>
    public int Length => _bytes.Length;

    // The bytes are not pooled: a transport may still be sending them when the call has ended.
    public static RequestBody Json(byte[] bytes) => new(bytes, "application/json");

    public static RequestBody Bytes(byte[] bytes, MediaTypeHeaderValue type) => new(bytes, type.ToString());

    public static RequestBody Form(IEnumerable<KeyValuePair<string, string>> fields) =>
        new(Encoding.ASCII.GetBytes(string.Join("&", fields.Select(static field => $"{Escape(field.Key)}={Escape(field.Value)}"))), "application/x-www-form-urlencoded");

    /// <summary>A body without bytes: it sends Content-Length 0, and can be sent once like any other.</summary>
    public static RequestBody Empty() => new([], null);

    /// <summary>A body without bytes, of a JSON type with a parameter.</summary>
    public static RequestBody Empty(string name, string value) =>
        new([], $"application/json; {name}=\"{value}\"");

    /// <summary>Permits the body to be sent once.</summary>
    public void BeginAttempt() => Volatile.Write(ref _sendCount, 0);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        ThrowIfResent(stream);
        return stream.WriteAsync(_bytes, 0, _bytes.Length);
    }

#if NET8_0_OR_GREATER
    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        ThrowIfResent(stream);
        stream.Write(_bytes, 0, _bytes.Length);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        ThrowIfResent(stream);
        return stream.WriteAsync(_bytes, 0, _bytes.Length, cancellationToken);
    }
#endif

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }

    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%20", "+");

    private void ThrowIfResent(Stream stream)
    {
        if (stream is not MemoryStream && Interlocked.Increment(ref _sendCount) > 1)
        {
            throw new ResendException();
        }
    }
}
