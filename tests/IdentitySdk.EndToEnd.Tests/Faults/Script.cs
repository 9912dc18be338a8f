using System.IO.Compression;
using System.Net.Sockets;
using System.Text;

namespace IdentitySdk.Tests;

/// <summary>Scripts of a <see cref="FaultServer"/>.</summary>
internal static class Script
{
    public static FaultScript Raw(string text) => (client, cancellationToken) => WriteAsync(client, Encoding.Latin1.GetBytes(text), cancellationToken);

    public static FaultScript Respond(int status, string body, params string[] headers) => Respond(status, Encoding.UTF8.GetBytes(body), headers);

    public static FaultScript Respond(int status, byte[] body, params string[] headers) => (client, cancellationToken) =>
        WriteAsync(client, [.. Encoding.Latin1.GetBytes(Head(status, [$"Content-Length: {body.Length}", .. headers])), .. body], cancellationToken);

    /// <summary>Closes the connection without a response.</summary>
    public static Task Close(TcpClient client, CancellationToken cancellationToken)
    {
        client.Close();
        return Task.CompletedTask;
    }

    /// <summary>Writes a prefix and resets the connection.</summary>
    public static FaultScript ResetAfter(string text) => async (client, cancellationToken) =>
    {
        await WriteAsync(client, Encoding.Latin1.GetBytes(text), cancellationToken);
        client.LingerState = new LingerOption(true, 0);
        client.Client.Close();
    };

    /// <summary>Writes a prefix and then stalls.</summary>
    public static FaultScript StopAfter(string text, TaskCompletionSource stopped) => async (client, cancellationToken) =>
    {
        await WriteAsync(client, Encoding.Latin1.GetBytes(text), cancellationToken);
        stopped.TrySetResult();
        await client.GetStream().CopyToAsync(Stream.Null, cancellationToken);
    };

    /// <summary>Writes a prefix and then one space at each release.</summary>
    public static FaultScript Drip(string text, SemaphoreSlim release) => async (client, cancellationToken) =>
    {
        await WriteAsync(client, Encoding.Latin1.GetBytes(text), cancellationToken);
        while (true)
        {
            await release.WaitAsync(cancellationToken);
            await WriteAsync(client, " "u8.ToArray(), cancellationToken);
        }
    };

    /// <summary>Writes a prefix and then repeats a text until the client closes the connection.</summary>
    public static FaultScript Endless(string text, string more) => async (client, cancellationToken) =>
    {
        await WriteAsync(client, Encoding.Latin1.GetBytes(text), cancellationToken);
        var bytes = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(more, 100)));
        while (true)
        {
            await WriteAsync(client, bytes, cancellationToken);
        }
    };

    /// <summary>Responds and leaves the connection open.</summary>
    public static FaultScript RespondAndStayOpen(string body) => Raw($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    /// <summary>Responds as if the connection stayed open, and closes it.</summary>
    public static FaultScript RespondAndClose(string body, TaskCompletionSource closed) => async (client, cancellationToken) =>
    {
        await RespondAndStayOpen(body)(client, cancellationToken);
        client.Close();
        closed.SetResult();
    };

    /// <summary>A small body that inflates to many megabytes, and is a valid value if read to the end.</summary>
    public static FaultScript GzipBomb(int megabytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write("{\"id\":1"u8);
            for (var written = 0; written < megabytes; written++)
            {
                gzip.Write(Enumerable.Repeat((byte)' ', 1024 * 1024).ToArray());
            }

            gzip.Write("}"u8);
        }

        return Respond(200, packed.ToArray(), "Content-Encoding: gzip");
    }

    public static string Head(int status, params string[] headers) =>
        $"HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Type: application/json\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n";

    private static async Task WriteAsync(TcpClient client, byte[] bytes, CancellationToken cancellationToken)
    {
        await client.GetStream().WriteAsync(bytes, cancellationToken);
        await client.GetStream().FlushAsync(cancellationToken);
    }
}
