using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IdentitySdk.Tests;

/// <summary>A raw-socket server on loopback that responds to each request with a script, byte by byte, and closes the connection.</summary>
internal sealed class FaultServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<int, FaultScript> _script;
    private readonly bool _isPersistent;
    private readonly List<string> _requests = [];
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;

    /// <param name="script">The script of each request, by its number from 1.</param>
    /// <param name="isPersistent">Whether a connection stays open for further requests unless the script closes it.</param>
    public FaultServer(Func<int, FaultScript> script, bool isPersistent = false)
    {
        (_script, _isPersistent) = (script, isPersistent);
        _listener.Start();
        BaseAddress = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri BaseAddress { get; }

    /// <summary>The heads of the received requests.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                do
                {
                    var head = await ReadRequestAsync(client.GetStream());
                    if (head.Length == 0)
                    {
                        return;
                    }

                    int number;
                    lock (_requests)
                    {
                        _requests.Add(head);
                        number = _requests.Count;
                    }

                    await _script(number)(client, _stopping.Token);
                }
                while (_isPersistent && client.Connected);
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The client closed the connection, as in many of these tests.
            }
        }
    }

    /// <summary>Reads head and body; unread bytes would turn a close into a reset.</summary>
    private async Task<string> ReadRequestAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (true)
        {
            var head = text.ToString();
            var end = head.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && head.Length >= end + 4 + ContentLength(head))
            {
                return head[..end];
            }

            var count = await stream.ReadAsync(buffer, _stopping.Token);
            if (count == 0)
            {
                return "";
            }

            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
    }

    private static int ContentLength(string head)
    {
        const string name = "\r\nContent-Length:";
        var start = head.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? 0 : int.Parse(head[(start + name.Length)..head.IndexOf("\r\n", start + 2, StringComparison.Ordinal)]);
    }
}

/// <summary>What the server does on a connection once it has received the request.</summary>
internal delegate Task FaultScript(TcpClient client, CancellationToken cancellationToken);
