using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace IdentitySdk.Core;

/// <summary>
/// A request body in memory that each attempt may send once: a handler outside the SDK that resends a request fails here, before it sends a byte.
/// </summary>
/// <remarks>
/// Handlers may read it to log or sign it. Copies into memory are not counted, but .NET sends a body from then on out of such a copy, as often as it is asked
/// to. So where the SDK has a handler next to the transport, that one sends a <see cref="Renew">new one</see>, which alone is counted.
/// </remarks>
internal sealed class RequestBody : HttpContent
{
    private readonly byte[] _bytes;
    private readonly RequestBody? _origin;
    private int _sendCount;
    private bool _isRenewed;

    private RequestBody(byte[] bytes, string? type, RequestBody? origin = null)
    {
        (_bytes, _origin) = (bytes, origin);
        if (type is not null)
        {
            Headers.TryAddWithoutValidation("Content-Type", type);
        }
    }

    /// <summary>The number of bytes.</summary>
    public int Length => _bytes.Length;

    /// <summary>Whether the body has gone out in this attempt: then somebody may have received it, whatever the exception says.</summary>
    public bool IsSent => Volatile.Read(ref _sendCount) > 0;

    /// <summary>Whether a handler has copied the body: how often the copy is sent is not known here.</summary>
    public bool IsCopied { get; private set; }

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

    /// <summary>The same body without the copy that .NET made of it; each send counts as one of this body.</summary>
    public RequestBody Renew()
    {
        var renewed = new RequestBody(_bytes, null, _origin ?? this);
        foreach (var header in Headers)
        {
            renewed.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return renewed;
    }

    /// <summary>Permits the body to be sent once.</summary>
    /// <param name="isRenewed">Whether a <see cref="Renew">new one</see> is sent in its place.</param>
    public void BeginAttempt(bool isRenewed)
    {
        _isRenewed = isRenewed;
        Volatile.Write(ref _sendCount, 0);
    }

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

    /// <summary>Whether a stream is one of those into which .NET copies a content that it is asked to keep in memory.</summary>
    private static bool IsBufferOfContent(Stream stream) => stream.GetType().DeclaringType == typeof(HttpContent);

    private void ThrowIfResent(Stream stream)
    {
        if (_isRenewed || stream is MemoryStream || IsBufferOfContent(stream))
        {
            IsCopied = true;
        }
        else if (Interlocked.Increment(ref (_origin ?? this)._sendCount) > 1)
        {
            throw new ResendException();
        }
    }
}
