using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace IdentitySdk.Testing.Hosting;

/// <summary>Writes a response to the connection, complete or broken by a fault.</summary>
internal static class ResponseSender
{
    private const int Pieces = 4;

    public static async Task SendAsync(HttpContext httpContext, Reply reply, TimeProvider time)
    {
        if (reply.Response is not { } response || reply.Fault?.Kind == FaultKind.LostResponse)
        {
            httpContext.Abort();
            return;
        }

        var fault = reply.Fault;
        if (fault?.Kind == FaultKind.Reset)
        {
            await ResetAsync(httpContext, response, fault.Point);
            return;
        }

        var httpResponse = httpContext.Response;
        httpResponse.StatusCode = response.Status;
        httpResponse.Headers.Date = reply.Date.ToString("r", CultureInfo.InvariantCulture);
        foreach (var header in response.Headers.GroupBy(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase))
        {
            httpResponse.Headers[header.Key] = new StringValues([.. header]);
        }

        if (response.Status is 204 or 304)
        {
            return;
        }

        httpResponse.ContentType = response.ContentType;
        httpResponse.ContentLength = response.Body.Length;
        if (fault?.Kind == FaultKind.TruncatedBody)
        {
            await TruncateAsync(httpContext, response.Body);
            return;
        }

        if (fault?.Kind == FaultKind.Slow)
        {
            await SendSlowlyAsync(httpContext, response.Body, fault.DelayBy, time);
            return;
        }

        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await httpResponse.Body.WriteAsync(response.Body, httpContext.RequestAborted);
        }
    }

    /// <summary>The pieces of a body that is sent slowly.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> body) =>
        Enumerable.Range(0, Pieces).Select(i => body[(body.Length * i / Pieces)..(body.Length * (i + 1) / Pieces)]);

    private static async Task SendSlowlyAsync(HttpContext httpContext, ReadOnlyMemory<byte> body, TimeSpan delay, TimeProvider time)
    {
        await httpContext.Response.StartAsync(httpContext.RequestAborted);
        foreach (var piece in Split(body))
        {
            await Task.Delay(delay, time, httpContext.RequestAborted);
            await httpContext.Response.Body.WriteAsync(piece, httpContext.RequestAborted);
            await httpContext.Response.Body.FlushAsync(httpContext.RequestAborted);
        }
    }

    /// <summary>Sends fewer bytes than announced, after which Kestrel closes the connection.</summary>
    private static async Task TruncateAsync(HttpContext httpContext, ReadOnlyMemory<byte> body)
    {
        await httpContext.Response.StartAsync(httpContext.RequestAborted);
        await httpContext.Response.Body.WriteAsync(body[..(body.Length / 2)], httpContext.RequestAborted);
        await httpContext.Response.Body.FlushAsync(httpContext.RequestAborted);
    }

    /// <summary>Writes to the socket directly, because Kestrel cannot send half of the headers; aborting then resets the connection.</summary>
    private static async Task ResetAsync(HttpContext httpContext, EmulatorResponse response, ResetPoint point)
    {
        var head = new StringBuilder($"HTTP/1.1 {response.Status} {Reason(response.Status)}\r\nContent-Type: {response.ContentType}\r\n");
        if (point == ResetPoint.InBody)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {response.Body.Length}\r\n");
            response.Headers.ForEach(header => head.Append(CultureInfo.InvariantCulture, $"{header.Key}: {header.Value}\r\n"));
            head.Append("\r\n");
        }

        var socket = httpContext.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        await socket.SendAsync(Encoding.ASCII.GetBytes(head.ToString()), SocketFlags.None);
        if (point == ResetPoint.InBody)
        {
            await socket.SendAsync(response.Body[..(response.Body.Length / 2)], SocketFlags.None);
        }

        httpContext.Abort();
    }

    private static string Reason(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
}
