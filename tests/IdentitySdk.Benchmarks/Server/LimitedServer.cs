using System.Globalization;
using System.Net;
using System.Text;

namespace IdentitySdk.Benchmarks.Server;

/// <summary>A server with Okta's rate limits in virtual time: counts calls in windows of a minute, and reports the end of a window in whole seconds.</summary>
/// <param name="clock">The clock of client and server.</param>
/// <param name="limit">The number of calls allowed in a window.</param>
/// <param name="isFloating">Whether a window begins with its first call instead of the minute.</param>
internal sealed class LimitedServer(TimeProvider clock, int limit, bool isFloating) : HttpMessageHandler
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private static readonly byte[] s_user = Encoding.UTF8.GetBytes(RealUsers.Okta(1));
    private readonly Lock _lock = new();
    private DateTimeOffset _ends;
    private int _used;

    /// <summary>The times of the successful calls.</summary>
    public List<DateTimeOffset> Times { get; } = [];

    /// <summary>The number of responses with status 429.</summary>
    public int Refused { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (now >= _ends)
            {
                (_ends, _used) = (isFloating ? now + Window : new DateTimeOffset(((now.Ticks / Window.Ticks) + 1) * Window.Ticks, TimeSpan.Zero), 0);
            }

            _used++;
            var response = new HttpResponseMessage(_used > limit ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK) { Content = new ByteArrayContent(s_user), RequestMessage = request };
            response.Headers.Add("X-Rate-Limit-Limit", limit.ToString(CultureInfo.InvariantCulture));
            response.Headers.Add("X-Rate-Limit-Remaining", Math.Max(limit - _used, 0).ToString(CultureInfo.InvariantCulture));
            response.Headers.Add("X-Rate-Limit-Reset", _ends.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            response.Headers.Date = new DateTimeOffset(now.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
            if (_used > limit)
            {
                Refused++;
            }
            else
            {
                Times.Add(now);
            }

            return Task.FromResult(response);
        }
    }
}
