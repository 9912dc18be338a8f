using System.Buffers;

namespace IdentitySdk.Core;

/// <summary>A response body in a pooled buffer. Its one owner disposes it, once.</summary>
internal readonly struct ResponseBody : IDisposable
{
    private readonly byte[]? _buffer;

    private ResponseBody(byte[] buffer, int length, bool isCut)
    {
        _buffer = buffer;
        Length = length;
        IsCut = isCut;
    }

    public int Length { get; }

    /// <summary>Whether the body went on beyond the cap.</summary>
    public bool IsCut { get; }

    public ReadOnlySpan<byte> Bytes => Skip(_buffer.AsSpan(0, Length));

    /// <summary>Reads at most <paramref name="cap"/> bytes, never blocking on the socket.</summary>
    public static async ValueTask<ResponseBody> ReadAsync(HttpContent? content, int cap, CancellationToken cancellationToken)
    {
        if (content is null)
        {
            return new ResponseBody([], 0, false);
        }

        // One byte more than announced lets the read that finds the end fit without growing.
        var expected = content.Headers.ContentLength is { } length && length < cap ? (int)length + 1 : 16 * 1024;
        var buffer = ArrayPool<byte>.Shared.Rent(expected);
        var read = 0;
        try
        {
#if NET8_0_OR_GREATER
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
#else
            using (var stream = await content.ReadAsStreamAsync().ConfigureAwait(false))
#endif
            {
                while (true)
                {
                    if (read == buffer.Length)
                    {
                        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                        buffer.AsSpan(0, read).CopyTo(larger);
                        ArrayPool<byte>.Shared.Return(buffer);
                        buffer = larger;
                    }

#if NET8_0_OR_GREATER
                    var count = await stream.ReadAsync(buffer.AsMemory(read), cancellationToken).ConfigureAwait(false);
#else
                    var count = await stream.ReadAsync(buffer, read, buffer.Length - read, cancellationToken).ConfigureAwait(false);
#endif
                    if (count == 0)
                    {
                        return new ResponseBody(buffer, read, false);
                    }

                    read += count;
                    if (read > cap)
                    {
                        return new ResponseBody(buffer, cap, true);
                    }
                }
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    public void Dispose()
    {
        if (_buffer is { Length: > 0 })
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }
    }

    /// <summary>A byte order mark is not part of the document.</summary>
    private static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> bytes) => bytes.Length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? bytes[3..] : bytes;
}
