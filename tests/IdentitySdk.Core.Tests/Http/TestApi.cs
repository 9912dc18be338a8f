using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>A client of the core on a scripted transport and a clock that only tests move.</summary>
internal sealed class TestApi : IDisposable
{
    private ApiClient? _client;

    public TestClock Clock { get; } = new();

    public ScriptedTransport Transport { get; } = new();

    public ListLogger Log { get; } = new();

    public TestVendor Vendor { get; } = new();

    public TestOptions Options { get; } = new() { BaseAddress = new Uri("https://vendor.example") };

    public ApiClient Client
    {
        get
        {
            Options.TimeProvider = Clock;
            Options.Transport = Options.Transport ?? Transport;
            Options.LoggerFactory = Log;
            return _client ??= ApiClient.Create(Options, Vendor);
        }
    }

    public Task<JToken> GetAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) => SendAsync("GET", null, options, cancellationToken);

    public Task<JToken> SendAsync(string method, bool? isRepeatable = null, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new ApiRequest(method, "/things/{id}").Path("id", "person@example.com");
        return Client.SendAsync(isRepeatable is { } known ? request.Repeatable(known) : request, (ref ModelReader reader) => reader.ReadJToken(), options, cancellationToken);
    }

    public AsyncPageable<string> List(PagingStyle style, ApiRequest? request = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Client.List(new PagedRequest<string>(request ?? new ApiRequest("GET", "/things"), style, (ref ModelReader reader) => reader.ReadList((ref ModelReader item) => item.ReadString())!), options, cancellationToken);

    public void Dispose()
    {
        _client?.Dispose();
        Log.Dispose();
    }
}
