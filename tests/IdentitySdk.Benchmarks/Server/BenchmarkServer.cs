using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace IdentitySdk.Benchmarks.Server;

/// <summary>A Kestrel server on loopback, in its own process, with prepared bodies.</summary>
/// <remarks>
/// The first path segment selects the server's behaviour through the client's base address: <c>pages-500</c> serves a list of 500 pages,
/// <c>slow-100</c> 100 pages after 20 ms each, <c>trickle-1</c> a page in small pieces, <c>real-500</c> 500 pages of <see cref="RealUsers"/>.
/// </remarks>
internal static class BenchmarkServer
{
    private static readonly TimeSpan s_slowResponse = TimeSpan.FromMilliseconds(20);
    private const int Pieces = 50;
    private static readonly byte[][] s_pages = [.. Enumerable.Range(0, 16).Select(SampleUsers.Page)];
    private static readonly byte[][] s_realPages = [.. Enumerable.Range(0, 16).Select(RealUsers.Page)];
    private static readonly Dictionary<string, byte[]> s_users = new()
    {
        ["real"] = System.Text.Encoding.UTF8.GetBytes(RealUsers.Okta(1)),
        ["onelogin"] = System.Text.Encoding.UTF8.GetBytes(RealUsers.OneLogin(1)),
        ["agilicus"] = System.Text.Encoding.UTF8.GetBytes(RealUsers.Agilicus(1)),
    };

    private static readonly byte[] s_user = System.Text.Encoding.UTF8.GetBytes(SampleUsers.One(1));
    private static long s_connections;
    private static long s_slow;

    /// <summary>Serves until standard input closes, as it does when the parent process exits.</summary>
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(System.Net.IPAddress.Loopback, 0, Count));
        await using var app = builder.Build();
        app.Run(ServeAsync);
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static void Count(ListenOptions listen) => listen.Use(next => connection =>
    {
        Interlocked.Increment(ref s_connections);
        return next(connection);
    });

    private static async Task ServeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path is "/connections" or "/slow")
        {
            await context.Response.WriteAsync(Interlocked.Read(ref path == "/slow" ? ref s_slow : ref s_connections).ToString(CultureInfo.InvariantCulture));
            return;
        }

        var mode = path[1..path.IndexOf('/', 1)];
        if (context.Request.ContentLength > 0)
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
        }

        SetHeaders(context.Response);
        if (path.EndsWith("/users", StringComparison.Ordinal))
        {
            await ServePageAsync(context, mode);
        }
        else
        {
            await SendAsync(context.Response, s_users.GetValueOrDefault(mode[..mode.IndexOf('-')], s_user));
        }
    }

    private static async Task ServePageAsync(HttpContext context, string mode)
    {
        var count = int.Parse(mode.AsSpan(mode.IndexOf('-') + 1), CultureInfo.InvariantCulture);
        var number = int.TryParse(context.Request.Query["after"], CultureInfo.InvariantCulture, out var after) ? after : 0;
        var address = $"{context.Request.Scheme}://{context.Request.Host}{context.Request.Path}";
        context.Response.Headers.Append("Link", $"<{address}?limit=200>; rel=\"self\"");
        if (number + 1 < count)
        {
            context.Response.Headers.Append("Link", $"<{address}?after={number + 1}&limit=200>; rel=\"next\"");
        }

        var kind = mode[..mode.IndexOf('-')];
        var page = (kind == "real" ? s_realPages : s_pages)[number % s_pages.Length];
        switch (kind)
        {
            case "slow":
                var started = Stopwatch.GetTimestamp();
                await Task.Delay(s_slowResponse);
                await SendAsync(context.Response, page);
                Interlocked.Add(ref s_slow, Stopwatch.GetElapsedTime(started).Ticks);
                break;
            case "trickle":
                await TrickleAsync(context.Response, page);
                break;
            default:
                await SendAsync(context.Response, page);
                break;
        }
    }

    private static async Task SendAsync(HttpResponse response, byte[] body)
    {
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }

    /// <summary>Sends a body over about a second: reading it synchronously blocks a thread for that long.</summary>
    private static async Task TrickleAsync(HttpResponse response, byte[] body)
    {
        response.ContentLength = body.Length;
        var piece = (body.Length + Pieces - 1) / Pieces;
        for (var start = 0; start < body.Length; start += piece)
        {
            await response.Body.WriteAsync(body.AsMemory(start, Math.Min(piece, body.Length - start)));
            await response.Body.FlushAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    private static void SetHeaders(HttpResponse response)
    {
        response.ContentType = "application/json";
        response.Headers["X-Okta-Request-Id"] = "Ys1Xf3mFwNnTtDgKpVZyHAAABpo";
        response.Headers["X-Rate-Limit-Limit"] = "1000000";
        response.Headers["X-Rate-Limit-Remaining"] = "999999";
        response.Headers["X-Rate-Limit-Reset"] = DateTimeOffset.UtcNow.AddMinutes(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
    }
}
