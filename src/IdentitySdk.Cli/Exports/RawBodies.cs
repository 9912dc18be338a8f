using System.Collections.Concurrent;
using System.Globalization;
using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Exports;

/// <summary>Keeps the bodies of responses until their pages are written: a page finds its body by a header that is added here.</summary>
internal sealed class RawBodies
{
    private const string Header = "X-Idsdk-Body";
    private const int MostBytes = 64 * 1024 * 1024;
    private readonly ConcurrentDictionary<string, byte[]> _bodies = new();
    private int _count;

    /// <summary>Whether bodies are kept, for clients that are made from now on.</summary>
    public bool IsOn { get; set; }

    /// <summary>A context whose clients keep bodies here.</summary>
    public CliContext In(CliContext context) => context with
    {
        Configure = options =>
        {
            context.Configure(options);
            options.Transport = IsOn ? new Handler(this, options.Transport ?? TraceHandler.Transport()) : options.Transport;
        },
    };

    /// <summary>Takes the body of a response.</summary>
    public byte[] Take(ApiResponse response) => _bodies.TryRemove(response.Headers[Header][0], out var body)
        ? body
        : throw new InvalidOperationException("The body of the page was taken already.");

    private sealed class Handler(RawBodies bodies, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (request.Method == HttpMethod.Get && response.IsSuccessStatusCode)
            {
                await response.Content.LoadIntoBufferAsync(MostBytes, cancellationToken);
                var name = Interlocked.Increment(ref bodies._count).ToString(CultureInfo.InvariantCulture);
                bodies._bodies[name] = await response.Content.ReadAsByteArrayAsync(cancellationToken);
                response.Headers.Remove(Header);
                response.Headers.Add(Header, name);
            }

            return response;
        }
    }
}
