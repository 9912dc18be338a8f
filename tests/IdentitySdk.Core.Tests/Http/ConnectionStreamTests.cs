#if !NETSTANDARD_BUILD
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>A connection that the server closes without a response, with each overload for reads and writes.</summary>
public sealed class ConnectionStreamTests
{
    private static readonly (string Name, Func<Stream, byte[], Task<int>> Call)[] s_reads =
    [
        ("span", (stream, buffer) => Task.FromResult(stream.Read(buffer.AsSpan()))),
        ("array", (stream, buffer) => Task.FromResult(stream.Read(buffer, 0, buffer.Length))),
        ("memory", async (stream, buffer) => await stream.ReadAsync(buffer.AsMemory())),
        ("array, asynchronous", (stream, buffer) => stream.ReadAsync(buffer, 0, buffer.Length)),
    ];

    private static readonly (string Name, Func<Stream, byte[], Task> Call)[] s_writes =
    [
        ("span", (stream, bytes) => { stream.Write(bytes.AsSpan()); return Task.CompletedTask; }),
        ("array", (stream, bytes) => { stream.Write(bytes, 0, bytes.Length); return Task.CompletedTask; }),
        ("memory", async (stream, bytes) => await stream.WriteAsync(bytes.AsMemory())),
        ("array, asynchronous", (stream, bytes) => stream.WriteAsync(bytes, 0, bytes.Length)),
    ];

    [Test]
    public async Task Close_throws_after_a_request_and_ends_the_stream_after_a_response([Range(0, 3)] int read, [Range(0, 3)] int write, [Values] bool isDelayed)
    {
        var connection = new Connection { IsDelayed = isDelayed };
        await using var stream = new ConnectionStream(connection);
        var buffer = new byte[4];
        Assert.That(await s_reads[read].Call(stream, buffer), Is.Zero, "an idle connection may close");

        await s_writes[write].Call(stream, [1, 2]);
        Assert.That(await s_reads[read].Call(stream, []), Is.Zero, "a read into an empty buffer only waits");
        var exception = await Assert.ThrowsAsync<IOException>(() => s_reads[read].Call(stream, buffer));
        Assert.That(exception!.Message, Does.Contain("without a response"));

        connection.Received.Enqueue([7]);
        Assert.That(await s_reads[read].Call(stream, buffer), Is.EqualTo(1));
        Assert.That(buffer[0], Is.EqualTo(7));
        Assert.That(await s_reads[read].Call(stream, buffer), Is.Zero, "the response has begun, and its length determines its end");
        Assert.That(connection.Written, Is.EqualTo(new byte[] { 1, 2 }));
    }

    [Test]
    public async Task Stream_flushes_and_disposes_its_connection([Values] bool isAsynchronous)
    {
        var connection = new Connection();
        var stream = new ConnectionStream(connection);

        Assert.That((stream.CanRead, stream.CanWrite, stream.CanSeek), Is.EqualTo((true, true, false)));
        stream.Flush();
        await stream.FlushAsync();
        Assert.That(connection.Flushes, Is.EqualTo(2));
        Assert.That(() => stream.Length, Throws.TypeOf<NotSupportedException>());
        Assert.That(() => stream.Position, Throws.TypeOf<NotSupportedException>());
        if (isAsynchronous)
        {
            await stream.DisposeAsync();
        }
        else
        {
            stream.Dispose();
        }

        Assert.That(connection.IsDisposed, Is.True);
    }

    private sealed class Connection : Stream
    {
        public Queue<byte[]> Received { get; } = new();

        public List<byte> Written { get; } = [];

        public int Flushes { get; private set; }

        public bool IsDelayed { get; init; }

        public bool IsDisposed { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            if (buffer.Length == 0 || !Received.TryDequeue(out var bytes))
            {
                return 0;
            }

            bytes.CopyTo(buffer);
            return bytes.Length;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (IsDelayed)
            {
                await Task.Yield();
            }

            return Read(buffer.Span);
        }

        public override void Write(ReadOnlySpan<byte> buffer) => Written.AddRange(buffer);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return default;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() => Flushes++;

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing) => IsDisposed = true;
    }
}
#endif
