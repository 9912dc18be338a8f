using System.Globalization;
using System.Net;

namespace IdentitySdk.Testing.Hosting;

/// <summary>
/// Sends requests to an emulator without a connection. A fault that breaks the connection becomes the exception that <see cref="HttpClient"/> would throw.
/// </summary>
internal sealed class InProcessHandler(RequestPipeline pipeline, VendorEmulatorOptions options) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var target = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        var body = request.Content is null ? Stream.Null : await request.Content.ReadAsStreamAsync(cancellationToken);
        var (content, isTooLarge) = await BodyReader.ReadAsync(body, options.MaxBodySize, cancellationToken);
        var reply = await pipeline.HandleAsync(
            new(request.Method.Method, target.PathAndQuery, target.GetLeftPart(UriPartial.Authority), Headers(request), content)
            {
                // HttpClient sends a length for every body and for every POST and PUT, but not for a GET.
                HasBodyLength = request.Content is not null || request.Method == HttpMethod.Post || request.Method == HttpMethod.Put,
                IsTooLarge = isTooLarge,
            },
            cancellationToken);
        if (reply.Response is not { } response || reply.Fault is { Kind: FaultKind.LostResponse } or { Kind: FaultKind.Reset, Point: ResetPoint.InHeaders })
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The emulator reset the connection.", new IOException("Connection reset."));
        }

        var isCut = reply.Fault?.Kind is FaultKind.TruncatedBody or FaultKind.Reset;
        if (reply.Fault is { Kind: FaultKind.Slow } slow)
        {
            foreach (var _ in ResponseSender.Split(response.Body))
            {
                await Task.Delay(slow.DelayBy, options.TimeProvider, cancellationToken);
            }
        }

        var message = new HttpResponseMessage((HttpStatusCode)response.Status)
        {
            RequestMessage = request,
            Content = isCut ? new StreamContent(new CutStream(response.Body[..(response.Body.Length / 2)])) : new ReadOnlyMemoryContent(response.Body),
        };
        message.Headers.TryAddWithoutValidation("Date", reply.Date.ToString("r", CultureInfo.InvariantCulture));
        message.Content.Headers.TryAddWithoutValidation("Content-Type", response.ContentType);
        foreach (var (name, value) in response.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    private static Dictionary<string, string> Headers(HttpRequestMessage request) => request.Headers.NonValidated
        .Concat(request.Content?.Headers.NonValidated ?? default(System.Net.Http.Headers.HttpHeadersNonValidated))
        .GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(header => header.Key, header => string.Join(',', header.SelectMany(each => each.Value)), StringComparer.OrdinalIgnoreCase);

    /// <summary>Throws at its end, like a body whose connection was reset.</summary>
    private sealed class CutStream(ReadOnlyMemory<byte> content) : MemoryStream(content.ToArray(), writable: false)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Task.FromResult(Read(buffer.AsSpan(offset, count)));

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer) =>
            base.Read(buffer) is var count and > 0 ? count : throw new IOException("The response ended prematurely.");
    }
}
