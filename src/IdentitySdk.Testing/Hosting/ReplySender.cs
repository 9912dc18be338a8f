using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace IdentitySdk.Testing.Hosting;

/// <summary>Writes a reply to the connection, whole or as broken as the fault wants it.</summary>
internal static class ReplySender
{
    public static async Task SendAsync(HttpContext context, Reply reply, Fault? fault, DateTimeOffset now)
    {
        if (fault?.Kind == FaultKind.Reset)
        {
            await ResetAsync(context, reply, fault.Point);
            return;
        }

        var response = context.Response;
        response.StatusCode = reply.Status;
        response.Headers.Date = now.ToString("r", CultureInfo.InvariantCulture);
        foreach (var header in reply.Headers.GroupBy(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase))
        {
            response.Headers[header.Key] = new StringValues([.. header]);
        }

        if (reply.Status is 204 or 304)
        {
            return;
        }

        response.ContentType = reply.ContentType;
        response.ContentLength = reply.Body.Length;
        if (fault?.Kind == FaultKind.TruncatedBody)
        {
            await TruncateAsync(context, reply.Body);
            return;
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(reply.Body, context.RequestAborted);
        }
    }

    /// <summary>Fewer bytes than announced: Kestrel then closes the connection in order, after what was written.</summary>
    private static async Task TruncateAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        await context.Response.StartAsync(context.RequestAborted);
        await context.Response.Body.WriteAsync(body[..(body.Length / 2)], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    /// <summary>Kestrel cannot send half a head, so the bytes go to the socket directly; aborting then resets the connection.</summary>
    private static async Task ResetAsync(HttpContext context, Reply reply, ResetPoint point)
    {
        var head = new StringBuilder($"HTTP/1.1 {reply.Status} {Reason(reply.Status)}\r\nContent-Type: {reply.ContentType}\r\n");
        if (point == ResetPoint.InBody)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {reply.Body.Length}\r\n");
            reply.Headers.ForEach(header => head.Append(CultureInfo.InvariantCulture, $"{header.Key}: {header.Value}\r\n"));
            head.Append("\r\n");
        }

        var socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        await socket.SendAsync(Encoding.ASCII.GetBytes(head.ToString()), SocketFlags.None);
        if (point == ResetPoint.InBody)
        {
            await socket.SendAsync(reply.Body[..(reply.Body.Length / 2)], SocketFlags.None);
        }

        context.Abort();
    }

    private static string Reason(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
}
