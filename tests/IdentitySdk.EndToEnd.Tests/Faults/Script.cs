using System.IO.Compression;
using System.Net.Sockets;
using System.Text;

namespace IdentitySdk.Tests;

/// <summary>The ways in which a server can go wrong.</summary>
internal static class Script
{
    public static FaultScript Raw(string text) => (client, cancellationToken) => WriteAsync(client, Encoding.Latin1.GetBytes(text), cancellationToken);

    public static FaultScript Answer(int status, string body, params string[] headers) => Answer(status, Encoding.UTF8.GetBytes(body), headers);

    public static FaultScript Answer(int status, byte[] body, params string[] headers) => (client, cancellationToken) =>
        WriteAsync(client, [.. Encoding.Latin1.GetBytes(Head(status, [$"Content-Length: {body.Length}", .. headers])), .. body], cancellationToken);

    /// <summary>Writes a beginning and resets the connection.</summary>
    public static FaultScript ResetAfter(string text) => async (client, cancellationToken) =>
    {
        await WriteAsync(client, Encoding.Latin1.GetBytes(text), cancellationToken);
        client.LingerState = new LingerOption(true, 0);
        client.Client.Close();
    };

    /// <summary>Writes a beginning and leaves the caller waiting.</summary>
    public static FaultScript StopAfter(string text, TaskCompletionSource stopped) => async (client, cancellationToken) =>
    {
        await WriteAsync(client, Encoding.Latin1.GetBytes(text), cancellationToken);
        stopped.TrySetResult();
        await client.GetStream().CopyToAsync(Stream.Null, cancellationToken);
    };

    /// <summary>A few kilobytes that grow to many megabytes, and are the promised value if one reads them all.</summary>
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

        return Answer(200, packed.ToArray(), "Content-Encoding: gzip");
    }

    public static string Head(int status, params string[] headers) => $"HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Type: application/json\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n";

    private static async Task WriteAsync(TcpClient client, byte[] bytes, CancellationToken cancellationToken)
    {
        await client.GetStream().WriteAsync(bytes, cancellationToken);
        await client.GetStream().FlushAsync(cancellationToken);
    }
}
