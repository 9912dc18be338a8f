using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IdentitySdk.Tests;

/// <summary>A server of raw sockets on loopback: each request is answered by the next script, byte by byte as written, and its connection closed.</summary>
internal sealed class FaultServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Func<int, FaultScript> _script;
    private readonly bool _staysOpen;
    private readonly List<string> _requests = [];
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;

    /// <param name="script">The script of each request, by its number from 1.</param>
    /// <param name="staysOpen">Whether a connection stays open for the next request unless the script closes it.</param>
    public FaultServer(Func<int, FaultScript> script, bool staysOpen = false)
    {
        (_script, _staysOpen) = (script, staysOpen);
        _listener.Start();
        BaseAddress = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri BaseAddress { get; }

    /// <summary>The heads of the requests that came.</summary>
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
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
            }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
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

                    await _script(number)(client, _ending.Token);
                }
                while (_staysOpen && client.Connected);
            }
            catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The client left, which is what many of these tests are about.
            }
        }
    }

    /// <summary>Reads head and body: closing on unread bytes would reset the connection.</summary>
    private async Task<string> ReadRequestAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (true)
        {
            var head = text.ToString();
            var end = head.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && head.Length >= end + 4 + Length(head))
            {
                return head[..end];
            }

            var count = await stream.ReadAsync(buffer, _ending.Token);
            if (count == 0)
            {
                return "";
            }

            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
    }

    private static int Length(string head)
    {
        const string name = "\r\nContent-Length:";
        var at = head.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(head[(at + name.Length)..head.IndexOf("\r\n", at + 2, StringComparison.Ordinal)]);
    }
}

/// <summary>What happens on a connection once its request has come.</summary>
internal delegate Task FaultScript(TcpClient client, CancellationToken cancellationToken);
