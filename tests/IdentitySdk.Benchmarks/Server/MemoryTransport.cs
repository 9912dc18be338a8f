using System.Globalization;
using System.Net;

namespace IdentitySdk.Benchmarks.Server;

/// <summary>Responds from memory, but asynchronously like a network, with constant allocations.</summary>
internal sealed class MemoryTransport(Func<string, byte[]> bodyOf, int pages = 1) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var target = request.RequestUri!.PathAndQuery;
        if (request.Content is not null)
        {
            await request.Content.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        }

        await Task.Yield();
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(bodyOf(target)), RequestMessage = request };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        response.Headers.TryAddWithoutValidation("Date", "Thu, 01 Jan 2026 00:00:00 GMT");
        response.Headers.TryAddWithoutValidation("X-Rate-Limit-Limit", "1000000");
        response.Headers.TryAddWithoutValidation("X-Rate-Limit-Remaining", "999999");
        response.Headers.TryAddWithoutValidation("X-Rate-Limit-Reset", "1767225660");
        var next = (target.IndexOf("after=", StringComparison.Ordinal) is > 0 and var at ? int.Parse(target.AsSpan(at + 6), CultureInfo.InvariantCulture) : 0) + 1;
        if (next < pages)
        {
            response.Headers.TryAddWithoutValidation(
                "Link", string.Create(CultureInfo.InvariantCulture, $"<{request.RequestUri.GetLeftPart(UriPartial.Path)}?limit=200&after={next}>; rel=\"next\""));
        }

        return response;
    }
}
