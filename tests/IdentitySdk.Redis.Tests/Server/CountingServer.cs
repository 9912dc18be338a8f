using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdentitySdk.Tests.Redis;

/// <summary>A server that counts calls in fixed windows and refuses calls over the limit.</summary>
internal sealed class CountingServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Lock _lock = new();
    private readonly Dictionary<long, int> _windows = [];

    private CountingServer(WebApplication application, int limit, TimeSpan window, bool isRounded)
    {
        _application = application;
        application.MapGet("/calls", (HttpResponse response) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var (number, used) = (now.UtcTicks / window.Ticks, 0);
            lock (_lock)
            {
                used = _windows[number] = _windows.GetValueOrDefault(number) + 1;
            }

            // Rounded up, as vendors report whole seconds.
            var resetsIn = TimeSpan.FromTicks(((number + 1) * window.Ticks) - now.UtcTicks);
            resetsIn = isRounded ? TimeSpan.FromSeconds(Math.Floor(resetsIn.TotalSeconds) + 1) : resetsIn;
            response.Headers["X-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
            response.Headers["X-Remaining"] = Math.Max(limit - used, 0).ToString(CultureInfo.InvariantCulture);
            response.Headers["X-Resets-In"] = Math.Ceiling(resetsIn.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
            response.StatusCode = used > limit ? 429 : 200;
        });
    }

    public Uri Address => new(_application.Urls.Single());

    /// <summary>The number of calls in each window, without the first and the last window.</summary>
    public IReadOnlyList<int> WholeWindows
    {
        get
        {
            lock (_lock)
            {
                return [.. _windows.OrderBy(window => window.Key).Skip(1).SkipLast(1).Select(window => window.Value)];
            }
        }
    }

    public static async Task<CountingServer> StartAsync(int limit, TimeSpan window, bool isRounded)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new CountingServer(builder.Build(), limit, window, isRounded);
        await server._application.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
