using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace IdentitySdk.Core;

/// <summary>
/// A request body that each attempt may send once: a handler outside the SDK that resends a request fails here, before it sends a byte.
/// </summary>
/// <remarks>
/// Handlers may read the body to log or sign it. Copies into memory are not counted, but once .NET has made such a copy, it sends the copy, without a limit.
/// Therefore <see cref="SingleSendHandler"/> sends a <see cref="Clone"/>, and only what clones send is counted.
/// </remarks>
internal sealed class RequestBody : HttpContent
{
    private readonly byte[] _bytes;
    private readonly RequestBody? _origin;
    private int _sendCount;
    private bool _isSentAsClone;

    private RequestBody(byte[] bytes, string? type, RequestBody? origin = null)
    {
        (_bytes, _origin) = (bytes, origin);
        if (type is not null)
        {
            Headers.TryAddWithoutValidation("Content-Type", type);
        }
    }

    public int Length => _bytes.Length;

    /// <summary>Whether this attempt has sent the body: a server may have received it, even if the exception suggests otherwise.</summary>
    public bool IsSent => Volatile.Read(ref _sendCount) > 0;

    /// <summary>Whether a handler has copied the body. The number of times that it sends the copy is unknown.</summary>
    public bool IsCopied { get; private set; }

    // The bytes are not pooled: a transport may still send them after the call has ended.
    public static RequestBody Json(byte[] bytes) => new(bytes, "application/json");

    public static RequestBody Bytes(byte[] bytes, MediaTypeHeaderValue type) => new(bytes, type.ToString());

    public static RequestBody Form(IEnumerable<KeyValuePair<string, string>> fields) =>
        new(Encoding.ASCII.GetBytes(string.Join("&", fields.Select(static field => $"{Escape(field.Key)}={Escape(field.Value)}"))), "application/x-www-form-urlencoded");

    /// <summary>Creates a body without bytes, which is sent as Content-Length 0, and once like any other.</summary>
    public static RequestBody Empty() => new([], null);

    /// <summary>Creates a body without bytes whose JSON media type has a parameter.</summary>
    public static RequestBody Empty(string name, string value) => new([], $"application/json; {name}=\"{value}\"");

    /// <summary>Creates the same body without the copy that .NET made of it; a send of the clone counts as one of this body.</summary>
    public RequestBody Clone()
    {
        var clone = new RequestBody(_bytes, null, _origin ?? this);
        foreach (var header in Headers)
        {
            clone.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return clone;
    }

    /// <summary>Permits the body to be sent once.</summary>
    /// <param name="isSentAsClone">Whether a <see cref="Clone"/> is sent in its place.</param>
    public void BeginAttempt(bool isSentAsClone)
    {
        _isSentAsClone = isSentAsClone;
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

    /// <summary>Whether a stream is one of those into which .NET buffers a content.</summary>
    private static bool IsBufferOfContent(Stream stream) => stream.GetType().DeclaringType == typeof(HttpContent);

    private void ThrowIfResent(Stream stream)
    {
        if (_isSentAsClone || stream is MemoryStream || IsBufferOfContent(stream))
        {
            IsCopied = true;
        }
        else if (Interlocked.Increment(ref (_origin ?? this)._sendCount) > 1)
        {
            throw new ResendException();
        }
    }
}
