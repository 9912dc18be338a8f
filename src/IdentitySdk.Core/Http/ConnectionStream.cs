#if NET8_0_OR_GREATER
using System.Runtime.CompilerServices;

namespace IdentitySdk.Core;

/// <summary>
/// A connection whose end is a fault while a request is unanswered. To SocketsHttpHandler a connection that is closed without a word is a reason to
/// send a request without content again, up to three times and unasked; whether a call is repeated is for its retry options to say.
/// </summary>
internal sealed class ConnectionStream(Stream connection) : Stream
{
    private volatile bool _isUnanswered;

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
        return read.IsCompletedSuccessfully ? new ValueTask<int>(Note(read.Result, buffer.Length)) : AwaitAsync(read, buffer.Length);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _isUnanswered = true;
        return connection.WriteAsync(buffer, cancellationToken);
    }

    public override int Read(Span<byte> buffer) => Note(connection.Read(buffer), buffer.Length);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _isUnanswered = true;
        connection.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

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
    private async ValueTask<int> AwaitAsync(ValueTask<int> read, int wanted) => Note(await read.ConfigureAwait(false), wanted);

    /// <summary>Nothing is the end only where something was wanted: an empty buffer asks whether there is anything.</summary>
    private int Note(int count, int wanted)
    {
        if (count > 0)
        {
            _isUnanswered = false;
        }
        else if (wanted > 0 && _isUnanswered)
        {
            throw new IOException("The server closed the connection without an answer.");
        }

        return count;
    }
}
#endif
