using System.Globalization;
using System.Net;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>A call that is sent again with a new token is one call more to the vendor, and takes its own place in the budget.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReplayBudgetTests : IDisposable
{
    private readonly TestApi _api = new();
    private readonly RenewedAuthenticator _authenticator = new();

    public ReplayBudgetTests()
    {
        _api.Options.Credential = new RenewedCredential(_authenticator);
        _api.Options.Retry = new RetryOptions { MaxRetries = 0, MaxTotalTime = TimeSpan.FromDays(1) };
    }

    public void Dispose() => _api.Dispose();

    [TestCase(false)]
    [TestCase(true, Description = "a store that the SDK does not know")]
    public async Task Calls_whose_token_was_revoked_are_never_more_than_the_limit_together(bool isShared)
    {
        _api.Clock.IsAutomatic = false;
        _api.Options.AttemptTimeout = Timeout.InfiniteTimeSpan;
        _api.Options.RateLimits.Store = isShared ? new ScriptedRateLimitStore(new MemoryRateLimitStore(_api.Clock)) : null;
        _api.Options.RateLimits.StoreTimeout = TimeSpan.FromMinutes(1);
        var server = new CountingServer(_api.Clock, 20, TimeSpan.FromSeconds(3));
        _api.Transport.Fallback = (request, _) => Task.FromResult(server.Answer(request));
        await _api.GetAsync();

        server.Token = "Bearer new";
        await _api.Clock.RunAsync(Enumerable.Range(0, 18).Select(_ => _api.GetAsync()), TimeSpan.FromMilliseconds(20));
        Assert.That((server.Refused, server.Served), Is.EqualTo((0, 19)));
        Assert.That(_api.Clock.GetUtcNow() - server.Started, Is.LessThan(TimeSpan.FromSeconds(4)), "the second window has room for all");
    }

    [Test]
    public async Task A_replay_that_would_wait_beyond_MaxWait_is_not_sent_and_the_refused_call_has_ended()
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
    public async Task A_replay_waits_for_its_budget()
    {
        _api.Transport.Respond(401, "", ("X-Limit", "10/0/60")).Respond(200, "{}");
        await _api.GetAsync();
        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(60) }));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Each_place_that_a_store_granted_is_ended()
    {
        var store = new ScriptedRateLimitStore(RateLimitGrant.Granted(1, true), RateLimitGrant.Granted(2, true));
        _api.Options.RateLimits.Store = store;
        _api.Transport.Respond(401).Respond(200, "{}");
        await _api.GetAsync();
        Assert.That((store.Reported, store.GivenBack), Is.EqualTo((new[] { 1L, 2L }, Array.Empty<long>())));
    }

    [Test]
    public async Task First_call_of_a_bucket_that_is_replayed_has_found_nothing_out_and_the_next_goes_alone_too()
    {
        var answers = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _api.Clock.IsAutomatic = false;
        _api.Transport.Respond(401).Then(_ => answers.Task).Respond(200, "{}");
        var calls = new[] { _api.GetAsync(), _api.GetAsync() };
        await TestClock.WaitUntilAsync(() => _api.Transport.Sent.Count == 2 && _api.Clock.ActiveDelays > 0, "the second request, and the wait for it");
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(2));

        answers.SetResult(ScriptedTransport.Response(200, "{}", ("X-Limit", "10/8/60")));
        await Task.WhenAll(calls);
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(3));
    }

    private sealed class RenewedCredential(IAuthenticator authenticator) : Credential(_ => authenticator);

    /// <summary>Has a new token after the first refusal.</summary>
    private sealed class RenewedAuthenticator : IAuthenticator
    {
        private volatile string _token = "old";

        public ValueTask AuthenticateAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Header.Authorize(request, $"Bearer {_token}");
            return default;
        }

        public void Abandon(HttpRequestMessage request)
        {
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

        public HttpResponseMessage Answer(HttpRequestMessage request)
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
