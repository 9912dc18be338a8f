using System.Net.Sockets;

namespace IdentitySdk.Tests;

/// <summary>A transport that counts its open connections.</summary>
internal sealed class ConnectionCounter : IDisposable
{
    private int _open;
    private int _maxOpen;

    public ConnectionCounter() => Handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync };

    public SocketsHttpHandler Handler { get; }

    /// <summary>The highest number of connections open at the same time.</summary>
    public int MaxOpen => _maxOpen;

    public void Dispose() => Handler.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
        var open = Interlocked.Increment(ref _open);
        SetMaximum(ref _maxOpen, open);
        return new CountedStream(socket, this);
    }

    private static void SetMaximum(ref int target, int value)
    {
        for (var current = target; value > current; current = target)
        {
            if (Interlocked.CompareExchange(ref target, value, current) == current)
            {
                return;
            }
        }
    }

    private sealed class CountedStream(Socket socket, ConnectionCounter counter) : NetworkStream(socket, ownsSocket: true)
    {
        private int _isClosed;

        protected override void Dispose(bool disposing)
        {
            if (Interlocked.Exchange(ref _isClosed, 1) == 0)
            {
                Interlocked.Decrement(ref counter._open);
            }

            base.Dispose(disposing);
        }
    }
}
