using System.Globalization;
using System.Net;

namespace IdentitySdk.Cli.Hosting;

/// <summary>Writes each request and its response to stderr, without credentials; bodies only with <c>--debug-http</c>.</summary>
internal sealed class TraceHandler(CliContext context, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MaxCharacters = 64 * 1024;
    private static readonly string[] s_secret = ["Authorization", "DPoP", "Cookie", "Set-Cookie", "Proxy-Authorization"];

    /// <summary>Creates a transport with the SDK's own settings: no redirects, no cookies.</summary>
    public static HttpMessageHandler CreateTransport() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All,
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isToken = IsTokenRequest(request);
        Write($"> {request.Method} {request.RequestUri}");
        if (context.Trace.ShowsBodies)
        {
            WriteHeaders('>', request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []));
            await WriteBodyAsync('>', request.Content, isToken, cancellationToken);
        }

        var start = context.TimeProvider.GetTimestamp();
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            var elapsed = context.TimeProvider.GetElapsedTime(start).TotalMilliseconds;
            Write(string.Create(CultureInfo.InvariantCulture, $"< {(int)response.StatusCode} {response.ReasonPhrase} in {elapsed:0} ms{RequestId(response)}"));
            if (context.Trace.ShowsBodies)
            {
                WriteHeaders('<', response.Headers.Concat(response.Content.Headers));
                await WriteBodyAsync('<', response.Content, isToken, cancellationToken);
            }

            return response;
        }
        catch (Exception exception)
        {
            Write($"< {exception.GetType().Name}: {exception.Message}");
            throw;
        }
    }

    /// <summary>The body of a token request contains a credential, and its response a token.</summary>
    private static bool IsTokenRequest(HttpRequestMessage request) =>
        request.RequestUri!.AbsolutePath.Contains("token", StringComparison.OrdinalIgnoreCase) || request.Headers.Authorization is null;

    private static string RequestId(HttpResponseMessage response) =>
        response.Headers.FirstOrDefault(static header =>
            header.Key.EndsWith("request-id", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault() is { } id
            ? $", request {id}"
            : "";

    private void WriteHeaders(char mark, IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers)
    {
        foreach (var (name, values) in headers)
        {
            Write($"{mark} {name}: {(s_secret.Contains(name, StringComparer.OrdinalIgnoreCase) ? "(not shown)" : string.Join(", ", values))}");
        }
    }

    private async Task WriteBodyAsync(char mark, HttpContent? content, bool isToken, CancellationToken cancellationToken)
    {
        if (content is null)
        {
            return;
        }

        if (isToken)
        {
            Write($"{mark} (a token request: the body is not shown)");
            return;
        }

        await content.LoadIntoBufferAsync(cancellationToken);
        var text = await content.ReadAsStringAsync(cancellationToken);
        if (text.Length > 0)
        {
            Write($"{mark} {(text.Length > MaxCharacters ? text[..MaxCharacters] + "…" : text)}");
        }
    }

    private void Write(string line) => context.Console.Error.WriteLine(Cell.Plain(line));
}
