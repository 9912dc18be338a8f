using System.Globalization;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Many callers use the whole limit of the vendor and are never refused.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[NonParallelizable]
public sealed class QuotaTests : IDisposable
{
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [TestCase(60.0, true, false, 0, TestName = "Rounded_ends_of_windows_of_a_minute")]
    [TestCase(60.0, true, true, 0, TestName = "Rounded_ends_of_floating_windows_of_a_minute")]
    [TestCase(60.0, true, false, 150, TestName = "Rounded_ends_of_windows_of_a_minute_with_slow_responses")]
    [TestCase(5.0, false, false, 0, TestName = "Exact_ends_of_windows_of_five_seconds")]
    [TestCase(5.0, false, true, 0, TestName = "Exact_ends_of_floating_windows_of_five_seconds")]
    [TestCase(5.0, false, false, 40, TestName = "Exact_ends_of_windows_of_five_seconds_with_slow_responses")]
    public async Task Callers_use_the_limit_and_are_never_refused(double seconds, bool isRounded, bool isFloating, int latency)
    {
        const int Limit = 25;
        const int Windows = 10;
        var (window, server) = (TimeSpan.FromSeconds(seconds), Server(TimeSpan.FromSeconds(seconds), Limit, isRounded, isFloating, latency));
        var calls = Limit * Windows;
        var started = _api.Clock.GetUtcNow();

        await RunAsync(calls);

        Assert.That(server.Refused, Is.Zero);
        Assert.That(server.Served, Is.EqualTo(calls));

        // The last window may still be open.
        var inTime = server.Times.Count(time => time - started <= (Windows - 1) * window / 0.97);
        Assert.That(inTime / (double)calls, Is.GreaterThanOrEqualTo(0.97), $"the last of {calls} after {server.Times[^1] - started}");
    }

    [TestCase(3.0, true)]
    [TestCase(3.0, false)]
    public async Task Ten_times_as_many_callers_as_the_limit_are_never_refused(double seconds, bool isFloating)
    {
        var server = Server(TimeSpan.FromSeconds(seconds), 25, isRounded: true, isFloating, latency: 20);
        await RunAsync(250);
        Assert.That((server.Refused, server.Served), Is.EqualTo((0, 250)));
    }

    /// <summary>The callers of four clients wait longer than one window, but not two: some of their calls fail, and none is refused.</summary>
    [TestCase(true)]
    [TestCase(false, Description = "a store that is not the SDK's own")]
    public async Task Clients_that_share_a_healthy_store_are_never_refused(bool isOwn)
    {
        var server = Server(TimeSpan.FromSeconds(5), 25, isRounded: true, isFloating: false, latency: 0);
        var memory = new MemoryRateLimitStore(_api.Clock);
        IRateLimitStore store = isOwn ? memory : new ScriptedRateLimitStore(memory);
        var apis = Enumerable.Range(0, 4).Select(_ => new TestApi { Clock = _api.Clock }).ToList();
        foreach (var api in apis)
        {
            (api.Options.RateLimits.Store, api.Options.RateLimits.MaxWait) = (store, TimeSpan.FromSeconds(8));
            api.Options.AttemptTimeout = Timeout.InfiniteTimeSpan;
            api.Options.RateLimits.StoreTimeout = TimeSpan.FromMinutes(1);
            (api.Vendor.Resolution, api.Transport.Fallback) = (TimeSpan.FromSeconds(1), server.RespondAsync);
            api.Options.Retry = new RetryOptions { MaxRetries = 0, MaxTotalTime = TimeSpan.FromDays(3650) };
        }

        var ends = _api.Clock.GetUtcNow().AddSeconds(30);
        await _api.Clock.RunAsync(apis.SelectMany(api => Enumerable.Range(0, 25).Select(_ => CallAsync(api))), TimeSpan.FromMilliseconds(20));
        var failures = apis.SelectMany(api => api.Log.Events).Where(each => each.Id.Name == "RateLimitStoreFailed").Select(each => each.Text).ToList();
        apis.ForEach(api => api.Dispose());
        Assert.That(failures, Is.Empty);
        Assert.That(server.Refused, Is.Zero, $"{string.Join(" ", server.Times.GroupBy(x => x).Select(x => $"{x.Key:ss.fff}:{x.Count()}"))}");
        Assert.That(server.Served, Is.GreaterThanOrEqualTo(5 * 25));

        async Task CallAsync(TestApi api)
        {
            while (_api.Clock.GetUtcNow() < ends)
            {
                try
                {
                    await api.GetAsync();
                }
                catch (RateLimitedException)
                {
                    await _api.Clock.DelayAsync(TimeSpan.FromMilliseconds(200), CancellationToken.None);
                }
            }
        }
    }

    private SimulatedServer Server(TimeSpan window, int limit, bool isRounded, bool isFloating, int latency)
    {
        // The clock starts where no window ends.
        _api.Clock.IsAutomatic = false;
        _api.Vendor.Window = window;
        _api.Vendor.Resolution = isRounded ? TimeSpan.FromSeconds(1) : TimeSpan.Zero;
        _api.Options.RateLimits.MaxWait = TimeSpan.FromHours(1);

        // The clock runs independently of the machine, so time-outs would be random.
        _api.Options.AttemptTimeout = Timeout.InfiniteTimeSpan;
        _api.Options.Retry = new RetryOptions { MaxRetries = 0, MaxTotalTime = TimeSpan.FromDays(3650) };
        var server = new SimulatedServer(_api.Clock, window, limit, isRounded, isFloating, TimeSpan.FromMilliseconds(latency));
        _api.Transport.Fallback = server.RespondAsync;
        return server;
    }

    private Task RunAsync(int calls) =>
        _api.Clock.RunAsync(Enumerable.Range(0, calls).Select(_ => _api.GetAsync()), TimeSpan.FromMilliseconds(20));

    /// <summary>Counts a request when it arrives, half the latency after it was sent, and responds.</summary>
    private sealed class SimulatedServer(TestClock clock, TimeSpan window, int limit, bool isRounded, bool isFloating, TimeSpan latency)
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _ends;
        private int _used;

        public int Refused { get; private set; }

        public int Served { get; private set; }

        public List<DateTimeOffset> Times { get; } = [];

        public async Task<HttpResponseMessage> RespondAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await TravelAsync(cancellationToken);
            HttpResponseMessage response;
            lock (_lock)
            {
                var now = clock.GetUtcNow();
                if (now >= _ends)
                {
                    _ends = isFloating ? now + window : new DateTimeOffset(((now.Ticks / window.Ticks) + 1) * window.Ticks, TimeSpan.Zero);
                    _used = 0;
                }

                _used++;
                (Served, Refused) = (Served + 1, Refused + (_used > limit ? 1 : 0));
                Times.Add(now);
                var left = (_ends - now).TotalSeconds;
                var reset = (isRounded ? Math.Floor(left) : left).ToString(CultureInfo.InvariantCulture);
                response = ScriptedTransport.Response(_used > limit ? 429 : 200, "{}", ("X-Limit", $"{limit}/{Math.Max(limit - _used, 0)}/{reset}"));
            }

            await TravelAsync(cancellationToken);
            return response;
        }

        private Task TravelAsync(CancellationToken cancellationToken) =>
            latency == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(latency, clock, cancellationToken);
    }
}
