using System.Globalization;
using System.Net;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>A replay with a new token is one more call to the vendor, and takes its own permit.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReplayBudgetTests : IDisposable
{
    private readonly TestApi _api = new();
    private readonly RefreshedAuthenticator _authenticator = new();

    public ReplayBudgetTests()
    {
        _api.Options.Credential = new RefreshedCredential(_authenticator);
        _api.Options.Retry = new RetryOptions { MaxRetries = 0, MaxTotalTime = TimeSpan.FromDays(1) };
    }

    public void Dispose() => _api.Dispose();

    [TestCase(false)]
    [TestCase(true, Description = "a store that is not the SDK's own")]
    public async Task Replays_after_a_revoked_token_stay_under_the_limit(bool isShared)
    {
        _api.Clock.IsAutomatic = false;
        _api.Options.AttemptTimeout = Timeout.InfiniteTimeSpan;
        _api.Options.RateLimits.Store = isShared ? new ScriptedRateLimitStore(new MemoryRateLimitStore(_api.Clock)) : null;
        _api.Options.RateLimits.StoreTimeout = TimeSpan.FromMinutes(1);
        var server = new CountingServer(_api.Clock, 20, TimeSpan.FromSeconds(3));
        _api.Transport.Fallback = (request, _) => Task.FromResult(server.Respond(request));
        await _api.GetAsync();

        server.Token = "Bearer new";
        await _api.Clock.RunAsync(Enumerable.Range(0, 18).Select(_ => _api.GetAsync()), TimeSpan.FromMilliseconds(20));
        Assert.That((server.Refused, server.Served), Is.EqualTo((0, 19)));
        Assert.That(_api.Clock.GetUtcNow() - server.Started, Is.LessThan(TimeSpan.FromSeconds(4)), "the second window has enough calls");
    }

    [Test]
    public async Task Replay_that_would_wait_beyond_MaxWait_is_not_sent()
    {
        _api.Options.RateLimits.MaxWait = TimeSpan.FromSeconds(59);
        _api.Transport.Respond(401, "", ("X-Limit", "10/0/60")).Respond(200, "{}");
        var exception = (await Assert.ThrowsAsync<RateLimitedException>(() => _api.SendAsync("POST")))!;
        var expected = ((TimeSpan?)TimeSpan.FromSeconds(60), (int?)null, false);
        Assert.That((exception.RetryAfter, exception.StatusCode, exception.IsOutcomeUnknown), Is.EqualTo(expected));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));

        _api.Clock.Advance(TimeSpan.FromSeconds(60));
        await _api.GetAsync();
        Assert.That(_api.Clock.Delays, Is.Empty);
    }

    [Test]
    public async Task Replay_waits_for_its_budget()
    {
        _api.Transport.Respond(401, "", ("X-Limit", "10/0/60")).Respond(200, "{}");
        await _api.GetAsync();
        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(60) }));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Each_permit_of_a_store_is_reported()
    {
        var store = new ScriptedRateLimitStore(RateLimitGrant.Granted(1, true), RateLimitGrant.Granted(2, true));
        _api.Options.RateLimits.Store = store;
        _api.Transport.Respond(401).Respond(200, "{}");
        await _api.GetAsync();
        Assert.That((store.Reported, store.GivenBack), Is.EqualTo((new[] { 1L, 2L }, Array.Empty<long>())));
    }

    [Test]
    public async Task Replayed_first_call_is_sent_alone_again()
    {
        var response = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _api.Clock.IsAutomatic = false;
        _api.Transport.Respond(401).Then(_ => response.Task).Respond(200, "{}");
        var calls = new[] { _api.GetAsync(), _api.GetAsync() };
        await TestClock.WaitUntilAsync(() => _api.Transport.Sent.Count == 2 && _api.Clock.ActiveDelays > 0, "the second request, and the wait for it");
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(2));

        response.SetResult(ScriptedTransport.Response(200, "{}", ("X-Limit", "10/8/60")));
        await Task.WhenAll(calls);
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(3));
    }

    private sealed class RefreshedCredential(IAuthenticator authenticator) : Credential(_ => authenticator);

    /// <summary>Uses a new token after the first refusal.</summary>
    private sealed class RefreshedAuthenticator : IAuthenticator
    {
        private volatile string _token = "old";

        public ValueTask AuthenticateAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Header.Authorize(request, $"Bearer {_token}");
            return default;
        }

        public Replay Examine(HttpRequestMessage request, HttpResponseMessage response, ApiError? error)
        {
            if (response.StatusCode != HttpStatusCode.Unauthorized)
            {
                return Replay.None;
            }

            _token = "new";
            return Replay.WithNewToken;
        }

        public void Abandon(HttpRequestMessage request)
        {
        }
    }

    /// <summary>A server with fixed windows that accepts one token.</summary>
    private sealed class CountingServer(TimeProvider clock, int limit, TimeSpan window)
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _ends = clock.GetUtcNow() + window;
        private int _used;

        public DateTimeOffset Started { get; } = clock.GetUtcNow();

        public string Token { get; set; } = "Bearer old";

        public int Refused { get; private set; }

        public int Served { get; private set; }

        public HttpResponseMessage Respond(HttpRequestMessage request)
        {
            lock (_lock)
            {
                var now = clock.GetUtcNow();
                (_ends, _used) = now < _ends ? (_ends, _used + 1) : (now + window, 1);
                var status = _used > limit ? 429 : $"{request.Headers.Authorization}" == Token ? 200 : 401;
                (Refused, Served) = (Refused + (status == 429 ? 1 : 0), Served + (status == 200 ? 1 : 0));
                var reset = (_ends - now).TotalSeconds.ToString(CultureInfo.InvariantCulture);
                return ScriptedTransport.Response(status, "{}", ("X-Limit", $"{limit}/{Math.Max(limit - _used, 0)}/{reset}"));
            }
        }
    }
}
