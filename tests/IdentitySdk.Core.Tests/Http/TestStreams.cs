namespace IdentitySdk.Tests;

/// <summary>A body that is never received.</summary>
internal sealed class StuckStream : BodyStream
{
    public int Reads { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Reads++;
        await ScriptedTransport.Never(cancellationToken);
        return 0;
    }
}

/// <summary>A body without an end.</summary>
internal sealed class EndlessStream : BodyStream
{
    public long Sent { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        buffer.Span.Fill((byte)' ');
        Sent += buffer.Length;
        return new(buffer.Length);
    }
}

/// <summary>A body whose connection is lost.</summary>
internal sealed class BreakingStream(byte[] beginning) : BodyStream
{
    private bool _hasBegun;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_hasBegun)
        {
            throw new IOException("reset");
        }

        _hasBegun = true;
        beginning.CopyTo(buffer);
        return new(beginning.Length);
    }
}

/// <summary>A body of unknown length.</summary>
internal sealed class ForwardStream(byte[] bytes) : MemoryStream(bytes)
{
    public override bool CanSeek => false;
}

/// <summary>Base class of streams for test bodies, which can only be read, and only asynchronously.</summary>
internal abstract class BodyStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new AssertionException("A body must not be read synchronously.");

    /// <summary>The overload that the netstandard2.0 build calls.</summary>
    public sealed override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
