using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;

namespace IdentitySdk.Tests.Auth;

/// <summary>What a token request that fails, hangs or is braked is to the calls that need the token, with every way to get one.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixtureSource(typeof(VendorClient), nameof(VendorClient.Kinds))]
public sealed class TokenFailureTests(string kind) : IDisposable
{
    private static readonly AsyncLocal<string?> s_local = new();
    private readonly TestClock _clock = new() { IsAutomatic = false };
    private readonly TokenTransport _transport = new();
    private VendorClient? _client;

    private VendorClient Client => _client ??= Create();

    public void Dispose() => _client?.Dispose();

    [TestCase(400)]
    [TestCase(401)]
    [TestCase(403)]
    [TestCase(404)]
    [TestCase(409)]
    [TestCase(412)]
    [TestCase(429)]
    [TestCase(500)]
    [TestCase(503)]
    public async Task A_refused_token_request_is_the_credential_s_failure_and_leaves_no_doubt_about_the_call(int status)
    {
        _transport.Refuse((HttpStatusCode)status);
        await AssertFailsAsync(() => Client.GetOrNull(null, default));
        var exception = await AssertFailsAsync(() => Client.Write(null, default));
        Assert.That(exception.StatusCode, Is.EqualTo(kind == "From" ? null : status));
    }

    [Test]
    public async Task So_is_a_lost_connection()
    {
        _transport.Token = _ => throw new HttpRequestException("lost", new IOException());
        await AssertFailsAsync(() => Client.GetOrNull(null, default));
        await AssertFailsAsync(() => Client.Write(null, default));
    }

    [TestCase("\"mac\"")]
    [TestCase("\"N_A\"")]
    [TestCase("\"Basic\"")]
    [TestCase("\"DPoP\"")]
    [TestCase("5")]
    public async Task So_is_a_token_of_another_type(string type)
    {
        _transport.Refuse(HttpStatusCode.OK, $$"""{"access_token":"t1","token_type":{{type}},"expires_in":3600}""");
        if (kind != "From")
        {
            await AssertFailsAsync(() => Client.Write(null, default));
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_call_waits_for_its_token_no_longer_than_its_own_options_allow_and_the_refresh_goes_on(bool byAttempt)
    {
        var token = HangToken();
        var options = byAttempt
            ? new RequestOptions { AttemptTimeout = TimeSpan.FromSeconds(0.3) }
            : new RequestOptions { Retry = new RetryOptions { MaxTotalTime = TimeSpan.FromSeconds(0.3) } };
        var impatient = Client.Write(options, default);
        var patient = Client.GetOrNull(null, default);
        await RequestedAsync(1);
        await AdvanceUntilAsync(impatient, TimeSpan.FromSeconds(0.3));
        Assert.That((await AssertFailsAsync(() => impatient)).InnerException, Is.TypeOf<TimeoutException>());
        Assert.That(patient.IsCompleted, Is.False);

        token.SetResult(ScriptedTransport.Response(200, TokenTransport.GoodToken));
        Assert.That(await patient, Is.Not.Null);
        Assert.That(_transport.TokenRequests, Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_refresh_takes_no_longer_than_the_client_s_options_allow(bool byAttempt)
    {
        _client = Create(options =>
        {
            options.AttemptTimeout = byAttempt ? TimeSpan.FromSeconds(1) : Timeout.InfiniteTimeSpan;
            options.Retry.MaxTotalTime = TimeSpan.FromSeconds(byAttempt ? 60 : 1);
        });
        HangToken();
        var call = Client.GetOrNull(new RequestOptions { AttemptTimeout = TimeSpan.FromHours(1), Retry = new RetryOptions { MaxTotalTime = TimeSpan.FromHours(1) } }, default);
        await RequestedAsync(1);
        await AdvanceUntilAsync(call, TimeSpan.FromSeconds(1));
        await AssertFailsAsync(() => call);
    }

    [TestCase(true, Description = "its thread is lost")]
    [TestCase(false)]
    public async Task A_token_request_that_hangs_is_left_and_the_next_one_made(bool isBlocking)
    {
        _client = Create(options => (options.AttemptTimeout, options.Retry.MaxTotalTime) = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20)));
        using var unblock = new ManualResetEventSlim();
        _transport.Token = _ =>
        {
            if (isBlocking)
            {
                unblock.Wait(CancellationToken.None);
            }

            return new TaskCompletionSource<HttpResponseMessage>().Task;
        };
        try
        {
            var call = Client.GetOrNull(null, default);
            await RequestedAsync(1);
            _clock.Advance(TimeSpan.FromSeconds(30));
            await AssertFailsAsync(() => call);

            // The refresh has had its time, too: whatever waits for it ends soon, and then the next one may begin.
            _transport.Refuse(HttpStatusCode.OK, TokenTransport.GoodToken);
            for (var again = 0; again < 100 && call.IsFaulted; again++)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(100));
                call = Client.GetOrNull(null, default);
                await TestClock.WaitUntilAsync(() => call.IsCompleted, "the call");
            }

            Assert.That(await call, Is.Not.Null);
        }
        finally
        {
            unblock.Set();
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_cache_that_lends_no_lease_leaves_time_to_request_a_token(bool byAttempt)
    {
        _client = Create(options =>
        {
            options.AttemptTimeout = byAttempt ? TimeSpan.FromSeconds(3) : Timeout.InfiniteTimeSpan;
            options.Retry.MaxTotalTime = TimeSpan.FromSeconds(byAttempt ? 60 : 3);
            options.TokenCache = new BusyCache();
        });
        var call = Client.GetOrNull(null, default);
        for (var time = 0; time < 30 && _transport.TokenRequests == 0; time++)
        {
            // Its answers are there before time goes on.
            await TestClock.WaitUntilAsync(() => _clock.ActiveDelays == 1 || _transport.TokenRequests == 1, "a wait or a request");
            _clock.Advance(TimeSpan.FromMilliseconds(_transport.TokenRequests == 0 ? 100 : 0));
        }

        Assert.That(await call, Is.Not.Null);
    }

    [Test]
    public async Task The_wait_for_the_token_is_part_of_the_attempt()
    {
        var token = HangToken();
        _transport.Api = (_, cancellationToken) => ScriptedTransport.Never(cancellationToken);
        var call = Client.GetOrNull(new RequestOptions { AttemptTimeout = TimeSpan.FromSeconds(10) }, default);
        await RequestedAsync(1);
        await TestClock.WaitUntilAsync(() => !call.IsCompleted, "the wait");
        _clock.Advance(TimeSpan.FromSeconds(6));
        token.SetResult(ScriptedTransport.Response(200, TokenTransport.GoodToken));
        await TestClock.WaitUntilAsync(() => _transport.ApiRequests == 1, "the call");
        Assert.That(call.IsCompleted, Is.False);
        await AdvanceUntilAsync(call, TimeSpan.FromSeconds(4));
    }

    [Test]
    public async Task After_a_failure_all_get_it_at_once_for_a_second_then_two_and_at_last_a_minute()
    {
        _transport.Refuse(HttpStatusCode.InternalServerError);
        var (expected, pause) = (0, 1.0);
        for (var round = 0; round < 9; round++)
        {
            await AssertFailsAsync(() => Client.GetOrNull(null, default));
            expected++;
            for (var call = 0; call < 50; call++)
            {
                await AssertFailsAsync(() => Client.GetOrNull(null, default));
            }

            _clock.Advance(TimeSpan.FromSeconds(pause) - TimeSpan.FromTicks(1));
            await AssertFailsAsync(() => Client.GetOrNull(null, default));
            Assert.That(_transport.TokenRequests, Is.EqualTo(expected), $"after {pause} s");

            // A fifth at most is chance.
            _clock.Advance(TimeSpan.FromSeconds(pause * 0.2) + TimeSpan.FromTicks(1));
            pause = Math.Min(pause * 2, 60);
        }
    }

    [Test]
    public async Task Each_caller_gets_an_exception_of_its_own_that_does_not_grow()
    {
        _transport.Refuse(HttpStatusCode.BadRequest, """{"error":"invalid_client"}""");
        var first = await AssertFailsAsync(() => Client.GetOrNull(null, default));
        var second = await AssertFailsAsync(() => Client.GetOrNull(null, default));
        CredentialException last = second;
        for (var call = 0; call < 300; call++)
        {
            last = await AssertFailsAsync(() => Client.GetOrNull(null, default));
        }

        Assert.That(_transport.TokenRequests, Is.EqualTo(1));
        Assert.That(last.ToString(), Has.Length.LessThanOrEqualTo(second.ToString().Length), "as long as at the first time");
        Assert.That(last, Is.Not.SameAs(second));
        Assert.That((last.Message, last.StatusCode, last.VendorCode), Is.EqualTo((first.Message, first.StatusCode, first.VendorCode)));
        Assert.That(last.InnerException, Is.SameAs(first.InnerException), "the cause is the same");
    }

    [TestCase(400)]
    [TestCase(200)]
    public async Task A_logger_that_throws_changes_nothing(int status)
    {
        _client = Create(options => (options.LoggerFactory, options.TokenCache) = (new ThrowingLog(), new BrokenCache()));
        _transport.Refuse((HttpStatusCode)status, status == 200 ? TokenTransport.GoodToken : "");
        for (var call = 0; call < 5; call++)
        {
            if (status == 200)
            {
                Assert.That(await Client.GetOrNull(null, default), Is.Not.Null);
            }
            else
            {
                await AssertFailsAsync(() => Client.GetOrNull(null, default));
            }
        }

        Assert.That(_transport.TokenRequests, Is.EqualTo(1));
    }

    [Test]
    public async Task So_do_those_who_wait_for_one_request()
    {
        var token = HangToken();
        var calls = Enumerable.Range(0, 20).Select(_ => Client.GetOrNull(null, default)).ToList();
        await RequestedAsync(1);
        token.SetResult(ScriptedTransport.Response(400));
        var exceptions = new List<CredentialException>();
        foreach (var call in calls)
        {
            exceptions.Add(await AssertFailsAsync(() => call));
        }

        Assert.That(exceptions, Is.Unique);
    }

    [TestCase(429)]
    [TestCase(503)]
    public async Task A_token_endpoint_that_asks_for_a_wait_gets_it(int status)
    {
        _transport.Token = _ => Task.FromResult(ScriptedTransport.Response(status, "", ("Retry-After", "200")));
        await AssertFailsAsync(() => Client.GetOrNull(null, default));
        _clock.Advance(TimeSpan.FromSeconds(kind == "From" ? 0 : 199));
        var exception = await AssertFailsAsync(() => Client.GetOrNull(null, default));
        Assert.That((_transport.TokenRequests, exception.RetryAfter?.TotalSeconds), Is.EqualTo((1, kind == "From" ? (double?)null : 200)));
        _clock.Advance(TimeSpan.FromSeconds(42));
        _transport.Refuse(HttpStatusCode.OK, TokenTransport.GoodToken);
        Assert.That(await Client.GetOrNull(null, default), Is.Not.Null);
    }

    [Test]
    public async Task Success_and_five_quiet_minutes_clear_it([Values] bool bySuccess)
    {
        _transport.Refuse(HttpStatusCode.InternalServerError);
        for (var round = 0; round < 4; round++)
        {
            await AssertFailsAsync(() => Client.GetOrNull(null, default));
            _clock.Advance(TimeSpan.FromSeconds(73));
        }

        if (bySuccess)
        {
            _transport.Refuse(HttpStatusCode.OK, """{"access_token":"t1","expires_in":1}""");
            await Client.GetOrNull(null, default);
            _transport.Refuse(HttpStatusCode.InternalServerError);
            _transport.Api = (_, _) => Task.FromResult(ScriptedTransport.Response(401));
            _clock.Advance(TimeSpan.FromSeconds(40));
        }
        else
        {
            _clock.Advance(TimeSpan.FromMinutes(5));
        }

        await AssertFailsAsync(() => Client.GetOrNull(null, default));
        var before = _transport.TokenRequests;
        _clock.Advance(TimeSpan.FromSeconds(1.2));
        await AssertFailsAsync(() => Client.GetOrNull(null, default));
        Assert.That(_transport.TokenRequests, Is.EqualTo(before + 1), "the next failure counted as the first");
    }

    [Test]
    public async Task Fifty_refused_calls_force_one_refresh_in_ten_seconds()
    {
        _transport.Api = (_, _) => Task.FromResult(ScriptedTransport.Response(401));
        for (var call = 0; call < 50; call++)
        {
            await Assert.ThrowsAsync<UnauthorizedException>(() => Client.GetOrNull(null, default));
        }

        Assert.That(_transport.TokenRequests, Is.EqualTo(2), "the first token, and one that a refusal forced");
        _clock.Advance(TimeSpan.FromSeconds(10));
        for (var call = 0; call < 50; call++)
        {
            await Assert.ThrowsAsync<UnauthorizedException>(() => Client.GetOrNull(null, default));
        }

        Assert.That(_transport.TokenRequests, Is.EqualTo(3));
    }

    [TestCase(true, Description = "it has no better one for ever")]
    [TestCase(false, Description = "and another one each time")]
    public async Task Bad_tokens_of_a_cache_fail_no_call(bool isStale)
    {
        _client = Create(options => options.TokenCache = new BadCache(isStale));
        _transport.Api = (request, _) =>
            Task.FromResult(ScriptedTransport.Response(request.Headers.Authorization!.Parameter == "t1" ? 200 : 401, OkBody(request)));
        for (var call = 0; call < 3; call++)
        {
            Assert.That(await Client.GetOrNull(null, default), Is.Not.Null);
        }

        Assert.That(_transport.TokenRequests, Is.EqualTo(1));
    }

    [TestCase("a,b")]
    [TestCase("\"a")]
    [TestCase("a\"b")]
    [TestCase(",a,")]
    [TestCase("a(b\\c=")]
    public async Task A_token_that_is_no_parameter_of_a_header_is_replaced_after_a_refusal_too(string token)
    {
        var tokens = new Queue<string>([token, "good"]);
        _transport.Token = _ => Task.FromResult(ScriptedTransport.Response(
            200, new Newtonsoft.Json.Linq.JObject { ["access_token"] = tokens.Dequeue(), ["expires_in"] = 3600 }.ToString()));
        _transport.Api = (request, _) =>
            Task.FromResult(ScriptedTransport.Response(request.Headers.GetValues("Authorization").Single() == "Bearer good" ? 200 : 401, OkBody(request)));
        Assert.That(await Client.GetOrNull(null, default), Is.Not.Null);
        Assert.That(tokens, Is.Empty);
    }

    [Test]
    public async Task A_refresh_sees_nothing_of_the_caller_that_began_it()
    {
        var seen = new List<(string? Local, System.Diagnostics.Activity? Activity)>();
        _transport.Token = _ =>
        {
            // The operation of the token request has an activity of its own, without a parent.
            var activity = System.Diagnostics.Activity.Current;
            seen.Add((s_local.Value, activity?.Source.Name == "IdentitySdk" ? activity.Parent : activity));
            return Task.FromResult(ScriptedTransport.Response(200, TokenTransport.GoodToken));
        };
        using var activity = new System.Diagnostics.Activity("request").Start();
        s_local.Value = "tenant 1";
        await Client.GetOrNull(null, default);
        Assert.That(seen, Is.EqualTo(new (string?, System.Diagnostics.Activity?)[] { (null, null) }));
        Assert.That((s_local.Value, System.Diagnostics.Activity.Current), Is.EqualTo(("tenant 1", activity)));
    }

    [TestCase(401, "Fri, 31 Dec 9999 23:59:59 GMT")]
    [TestCase(401, "Mon, 01 Jan 0001 00:00:00 GMT")]
    public async Task A_date_beyond_reason_ends_no_client(int status, string date)
    {
        _transport.Token = _ => Task.FromResult(ScriptedTransport.Response(status, """{"error":"invalid_client"}""", ("Date", date)));
        await AssertFailsAsync(() => Client.GetOrNull(null, default));
        await RecoversAsync(TokenTransport.GoodToken);
    }

    [TestCase("9999-12-31T23:59:59Z")]
    [TestCase("0001-01-01T00:00:00Z")]
    public async Task A_creation_beyond_reason_ends_no_client(string created)
    {
        await RecoversAsync($$"""{"access_token":"t1","expires_in":36000,"created_at":"{{created}}"}""");
        _clock.Advance(TimeSpan.FromMinutes(30));
        await Client.GetOrNull(null, default);
        Assert.That(_transport.TokenRequests, Is.EqualTo(1), "what cannot be believed counts from now on");
    }

    [Test]
    public async Task Whoever_holds_another_secret_or_key_gets_no_token_from_a_shared_cache()
    {
        var cache = new MemoryTokenCache(_clock);
        using var first = Create(options => options.TokenCache = cache);
        using var same = Create(options => options.TokenCache = cache);
        using var other = VendorClient.Create(kind, _transport, _clock, options => options.TokenCache = cache, isOther: true);
        await first.GetOrNull(null, default);
        await same.GetOrNull(null, default);
        Assert.That(_transport.TokenRequests, Is.EqualTo(kind == "From" ? 2 : 1));
        await other.GetOrNull(null, default);
        Assert.That(_transport.TokenRequests, Is.EqualTo(kind == "From" ? 3 : 2));
    }

    private VendorClient Create(Action<IdentityClientOptions>? configure = null) => VendorClient.Create(kind, _transport, _clock, configure);

    private async Task RecoversAsync(string body)
    {
        _clock.Advance(TimeSpan.FromSeconds(2));
        _transport.Refuse(HttpStatusCode.OK, body);
        Assert.That(await Client.GetOrNull(null, default), Is.Not.Null);
    }

    private TaskCompletionSource<HttpResponseMessage> HangToken()
    {
        var token = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _transport.Token = cancellationToken => token.Task.WaitAsync(cancellationToken);
        return token;
    }

    private Task RequestedAsync(int count) => TestClock.WaitUntilAsync(() => _transport.TokenRequests == count, string.Create(CultureInfo.InvariantCulture, $"{count} token requests"));

    /// <summary>A call ends when so much time has passed, and not before.</summary>
    private async Task AdvanceUntilAsync(Task call, TimeSpan time)
    {
        _clock.Advance(time - TimeSpan.FromTicks(1));
        Assert.That(call.IsCompleted, Is.False);
        _clock.Advance(TimeSpan.FromTicks(1));
        await TestClock.WaitUntilAsync(() => call.IsCompleted, "the end of the call");
    }

    private async Task<CredentialException> AssertFailsAsync(Func<Task> call)
    {
        var sent = _transport.ApiRequests;
        var exception = (await Assert.ThrowsAsync<CredentialException>(() => call()))!;
        Assert.That((exception.IsOutcomeUnknown, _transport.ApiRequests), Is.EqualTo((false, sent)));
        return exception;
    }

    private static string OkBody(HttpRequestMessage request) =>
        request.RequestUri!.Host.StartsWith("onelogin", StringComparison.Ordinal)
            ? """{"status":{"error":false,"code":200},"data":[{"id":1}]}"""
            : """{"id":"1"}""";

    /// <summary>Its tokens are those of another account.</summary>
    private sealed class BadCache(bool isStale) : ITokenCache
    {
        private int _found;

        public ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken) =>
            new(new AccessToken($"bad{(isStale ? _found++ % 2 : _found++)}"));

        public ValueTask<TokenLease?> TryLeaseAsync(string key, TimeSpan duration, CancellationToken cancellationToken) => new(new TokenLease(1, duration));

        public ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken) => new(true);

        public ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken) => default;
    }

    /// <summary>Another has its lease, for ever.</summary>
    private sealed class BusyCache : ITokenCache
    {
        public ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken) => default;

        public ValueTask<TokenLease?> TryLeaseAsync(string key, TimeSpan duration, CancellationToken cancellationToken) => default;

        public ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken) => default;

        public ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken) => default;
    }

    private sealed class BrokenCache : ITokenCache
    {
        public ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken) => throw new IOException();

        public ValueTask<TokenLease?> TryLeaseAsync(string key, TimeSpan duration, CancellationToken cancellationToken) => throw new IOException();

        public ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken) => throw new IOException();

        public ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken) => throw new IOException();
    }

    private sealed class ThrowingLog : ILoggerFactory, ILogger
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => throw new IOException("disk full");

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException("disk full");
    }
}
