using System.Buffers;
using System.Text;

namespace IdentitySdk.Core;

/// <summary>A response body in a pooled buffer. It has one owner, which disposes it once.</summary>
internal sealed class ResponseBody : IDisposable
{
    public static readonly ResponseBody Empty = new([], 0, isCut: false, isSecret: false);

    /// <summary>The maximum size of an error's body; the rest is discarded.</summary>
    public const int MaxErrorBytes = 16 * 1024;

    /// <summary>The largest buffer that is allocated for a Content-Length, before the bytes are received.</summary>
    private const int MaxFirstBuffer = 1024 * 1024;

    private readonly byte[] _buffer;
    private readonly bool _isSecret;

    private ResponseBody(byte[] buffer, int length, bool isCut, bool isSecret, bool isBroken = false) =>
        (_buffer, Length, IsCut, _isSecret, IsBroken) = (buffer, length, isCut, isSecret, isBroken);

    public int Length { get; }

    /// <summary>Whether the body was larger than the cap, and the rest was discarded.</summary>
    public bool IsCut { get; }

    /// <summary>Whether the body of an error is incomplete.</summary>
    public bool IsBroken { get; }

    /// <summary>The body without a byte order mark.</summary>
    public ReadOnlySpan<byte> Bytes => SkipByteOrderMark(AllBytes);

    /// <summary>The bytes as received.</summary>
    public ReadOnlySpan<byte> AllBytes => _buffer.AsSpan(0, Length);

    /// <summary>Reads the body of a success; one with a Content-Length above <paramref name="cap"/> is not read at all.</summary>
    /// <param name="content">The content; null when there is none.</param>
    /// <param name="cap">The maximum number of bytes.</param>
    /// <param name="isSecret">Whether the buffer is cleared before it returns to the pool.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static ValueTask<ResponseBody> ReadAsync(HttpContent? content, int cap, bool isSecret, CancellationToken cancellationToken) =>
        content?.Headers.ContentLength > cap ? new(new ResponseBody([], 0, true, isSecret)) : ReadAsync(content, cap, isSecret, isError: false, cancellationToken);

    /// <summary>Reads the beginning of an error's body. An incomplete body is no exception, since the status is known.</summary>
    public static ValueTask<ResponseBody> ReadErrorAsync(HttpContent? content, bool isSecret, CancellationToken cancellationToken) =>
        ReadAsync(content, MaxErrorBytes, isSecret, isError: true, cancellationToken);

    /// <summary>The beginning of the body as text, with invalid bytes replaced.</summary>
    public string Text(int cap) => Encoding.UTF8.GetString(Bytes.Length > cap ? Bytes[..cap] : Bytes);

    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            Return(_buffer, _isSecret);
        }
    }

    private static void Return(byte[] buffer, bool isSecret) => ArrayPool<byte>.Shared.Return(buffer, clearArray: isSecret);

    private static async ValueTask<ResponseBody> ReadAsync(HttpContent? content, int cap, bool isSecret, bool isError, CancellationToken cancellationToken)
    {
        if (content is null)
        {
            return Empty;
        }

        // One more byte than Content-Length leaves room for the read that finds the end.
        var expected = content.Headers.ContentLength is { } length ? (int)Math.Min(length + 1, MaxFirstBuffer) : 16 * 1024;
        var buffer = ArrayPool<byte>.Shared.Rent(expected);
        var read = 0;
        try
        {
            // Plain using: the stream of a response has nothing to await when it is disposed.
#if NET8_0_OR_GREATER
            using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
            // Streams of .NET Framework ignore the token while they read.
            using var abort = cancellationToken.Register(static state => ((HttpContent)state!).Dispose(), content);
            using var stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
            while (true)
            {
                if (read == buffer.Length)
                {
                    buffer = Enlarge(buffer, read, cap, isSecret);
                }

#if NET8_0_OR_GREATER
                var count = await stream.ReadAsync(buffer.AsMemory(read), cancellationToken).ConfigureAwait(false);
#else
                var count = await stream.ReadAsync(buffer, read, buffer.Length - read, cancellationToken).ConfigureAwait(false);
#endif
                if (count == 0)
                {
                    return new ResponseBody(buffer, read, false, isSecret);
                }

                read += count;
                if (read > cap)
                {
                    return new ResponseBody(buffer, cap, true, isSecret);
                }
            }
        }
        catch (Exception exception) when (isError && (exception is HttpRequestException or IOException || IsBrokenCompression(exception)))
        {
            return new ResponseBody(buffer, read, isCut: false, isSecret, isBroken: true);
        }
        catch (Exception exception)
        {
            Return(buffer, isSecret);

            if (IsBrokenCompression(exception))
            {
                throw new IOException("The response's compression is broken.", exception);
            }

            throw;
        }
    }

    private static byte[] Enlarge(byte[] buffer, int read, int cap, bool isSecret)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(buffer.Length * 2L, cap + 1L));
        buffer.AsSpan(0, read).CopyTo(larger);
        Return(buffer, isSecret);
        return larger;
    }

    /// <summary>Whether an exception is one that decoders throw for a body that cannot be decompressed.</summary>
    private static bool IsBrokenCompression(Exception exception) =>
        exception is InvalidDataException or InvalidOperationException and not ObjectDisposedException;

    /// <summary>Skips the byte order mark, which is not part of the document; a proxy may have added a second one.</summary>
    public static ReadOnlySpan<byte> SkipByteOrderMark(ReadOnlySpan<byte> bytes)
    {
        while (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        return bytes;
    }
}
