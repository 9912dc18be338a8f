#if NET8_0_OR_GREATER
using System.Runtime.CompilerServices;

namespace IdentitySdk.Core;

/// <summary>
/// A connection that throws when the server closes it before it responds. After such a close, SocketsHttpHandler resends a request without content up to
/// three times; only the retry options may decide that.
/// </summary>
internal sealed class ConnectionStream(Stream connection) : Stream
{
    private volatile bool _isAwaitingResponse;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = connection.ReadAsync(buffer, cancellationToken);
        return read.IsCompletedSuccessfully ? new ValueTask<int>(OnRead(read.Result, buffer.Length)) : AwaitAsync(read, buffer.Length);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _isAwaitingResponse = true;
        return connection.WriteAsync(buffer, cancellationToken);
    }

    public override int Read(Span<byte> buffer) => OnRead(connection.Read(buffer), buffer.Length);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _isAwaitingResponse = true;
        connection.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => connection.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override ValueTask DisposeAsync() => connection.DisposeAsync();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection.Dispose();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> AwaitAsync(ValueTask<int> read, int requested) => OnRead(await read.ConfigureAwait(false), requested);

    /// <summary>A read of zero bytes is the end of the stream, unless zero were requested: a read into an empty buffer only waits for data.</summary>
    private int OnRead(int count, int requested)
    {
        if (count > 0)
        {
            _isAwaitingResponse = false;
        }
        else if (requested > 0 && _isAwaitingResponse)
        {
            throw new IOException("The server closed the connection without a response.");
        }

        return count;
    }
}
#endif
