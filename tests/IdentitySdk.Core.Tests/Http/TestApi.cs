using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>A client of Core with the rules of a test vendor, a scripted transport and a test clock.</summary>
internal sealed class TestApi : IDisposable
{
    private ApiClient? _client;

    public TestClock Clock { get; init; } = new();

    public ScriptedTransport Transport { get; } = new();

    public ListLogger Log { get; } = new();

    public TestVendorRules Vendor { get; } = new();

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

    public Task<JToken> GetAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync("GET", null, options, cancellationToken);

    public Task<JToken> SendAsync(
        string method, bool? isSafeToRetry = null, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new ApiRequest(method, "/things/{id}").Path("id", "person@example.com");
        request = isSafeToRetry is { } value ? request.SafeToRetry(value) : request;
        return Client.SendAsync(request, (ref ModelReader reader) => reader.ReadJToken(), options, cancellationToken);
    }

    public AsyncPageable<string> List(
        PagingStyle style, ApiRequest? request = null, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        ReadValue<IReadOnlyList<string>> readItems = (ref ModelReader reader) => reader.ReadList((ref ModelReader item) => item.ReadString())!;
        return Client.List(new PagedRequest<string>(request ?? new ApiRequest("GET", "/things"), style, readItems), options, cancellationToken);
    }

    public void Dispose()
    {
        _client?.Dispose();
        Log.Dispose();
    }
}
