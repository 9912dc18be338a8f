using System.Collections.Concurrent;
using System.Globalization;
using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Exports;

/// <summary>Stores response bodies until their pages are written; a header that is added to the response identifies the body.</summary>
internal sealed class RawBodies
{
    private const string Header = "X-Idsdk-Body";
    private const int MaxBytes = 64 * 1024 * 1024;
    private readonly ConcurrentDictionary<string, byte[]> _bodies = new();
    private int _count;

    /// <summary>Whether clients that are created from now on store their bodies here.</summary>
    public bool IsOn { get; set; }

    /// <summary>A context whose clients store their bodies here.</summary>
    public CliContext In(CliContext context) => context with
    {
        Configure = options =>
        {
            context.Configure(options);
            options.Transport = IsOn ? new Handler(this, options.Transport ?? TraceHandler.CreateTransport()) : options.Transport;
        },
    };

    /// <summary>Returns and removes the body of a response.</summary>
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
                await response.Content.LoadIntoBufferAsync(MaxBytes, cancellationToken);
                var name = Interlocked.Increment(ref bodies._count).ToString(CultureInfo.InvariantCulture);
                bodies._bodies[name] = await response.Content.ReadAsByteArrayAsync(cancellationToken);
                response.Headers.Remove(Header);
                response.Headers.Add(Header, name);
            }

            return response;
        }
    }
}
