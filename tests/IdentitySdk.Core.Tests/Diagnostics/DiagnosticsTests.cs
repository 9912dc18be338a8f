using System.Diagnostics;
using IdentitySdk.OneLogin;
using Microsoft.Extensions.Logging;

namespace IdentitySdk.Tests;

/// <summary>Activities, metrics and log events of calls.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[NonParallelizable]
public sealed class DiagnosticsTests : IDisposable
{
    private static readonly Uri s_address = new("https://vendor.example");
    private readonly TestApi _api = new();
    private readonly RecordedDiagnostics _recorded = new();

    public void Dispose()
    {
        _recorded.Dispose();
        _api.Dispose();
    }

    [Test]
    public async Task Call_is_one_activity_and_one_measurement_by_the_http_conventions()
    {
        _api.Transport.Respond(503, "", ("Retry-After", "2")).Respond(200, "{}");
        await _api.GetAsync();

        var activity = _recorded.Activities.Single();
        Assert.That(activity.DisplayName, Is.EqualTo("GET /things/{id}"));
        Assert.That(activity.Kind, Is.EqualTo(ActivityKind.Internal));
        Assert.That(activity.TagObjects, Is.EquivalentTo(new KeyValuePair<string, object?>[]
        {
            new("http.request.method", "GET"), new("url.template", "/things/{id}"), new("server.address", "vendor.example"), new("server.port", 443),
            new("identitysdk.vendor", "Test"), new("http.response.status_code", 200), new("http.request.resend_count", 1),
        }));
        var retry = activity.Events.Single();
        Assert.That(retry.Name, Is.EqualTo("retry"));
        Assert.That(retry.Tags, Is.EquivalentTo(new KeyValuePair<string, object?>[]
        {
            new("http.request.resend_count", 1), new("error.type", "503"), new("identitysdk.retry.delay", 2.0),
        }));

        var duration = _recorded.Measurements.Single(each => each.Name == "identitysdk.client.operation.duration");
        Assert.That(duration.Value, Is.EqualTo(2.0), "it includes the wait");
        Assert.That(duration.Tags["http.response.status_code"], Is.EqualTo(200));
        var retries = _recorded.Measurements.Single(each => each.Name == "identitysdk.client.retries");
        Assert.That(retries.Value, Is.EqualTo(1));
        Assert.That(retries.Tags, Is.EquivalentTo(new KeyValuePair<string, object?>[]
        {
            new("identitysdk.vendor", "Test"), new("http.request.method", "GET"), new("url.template", "/things/{id}"), new("error.type", "503"),
        }));
    }

    [Test]
    public async Task Every_attempt_is_a_client_activity_and_a_measurement()
    {
        _api.Transport.Respond(503, "", ("Retry-After", "2")).Fail(new IOException("person@example.com")).Respond(200, "{}");
        await _api.GetAsync();

        Assert.That(_recorded.Attempts.Select(each => each.DisplayName), Is.EqualTo(["GET", "GET", "GET"]));
        Assert.That(_recorded.Attempts.Select(each => each.ParentSpanId), Has.All.EqualTo(_recorded.Activities.Single().SpanId));
        Assert.That(_recorded.Attempts.Select(each => each.GetTagItem("http.request.resend_count")), Is.EqualTo(new object?[] { null, 1, 2 }));
        Assert.That(_recorded.Attempts.Select(each => each.GetTagItem("http.response.status_code")), Is.EqualTo(new object?[] { 503, null, 200 }));
        Assert.That(_recorded.Attempts.Select(each => each.GetTagItem("error.type")), Is.EqualTo(new object?[] { "503", "System.IO.IOException", null }));
        Assert.That(_recorded.Attempts.Select(each => each.Status), Is.EqualTo([ActivityStatusCode.Error, ActivityStatusCode.Error, ActivityStatusCode.Unset]));
        Assert.That(_recorded.Attempts[2].TagObjects, Is.EquivalentTo(new KeyValuePair<string, object?>[]
        {
            new("http.request.method", "GET"), new("url.template", "/things/{id}"), new("server.address", "vendor.example"), new("server.port", 443),
            new("identitysdk.vendor", "Test"), new("http.response.status_code", 200), new("network.protocol.version", "1.1"),
            new("http.request.resend_count", 2),
        }));
        Assert.That(_recorded.Of(IdentityTelemetry.AttemptDuration), Has.Count.EqualTo(3));
        Assert.That(_recorded.Of(IdentityTelemetry.RetryDelay)[0].Value, Is.EqualTo(2.0));
    }

    [Test]
    public async Task Attempt_that_takes_too_long_is_a_timeout()
    {
        _api.Options.Retry = new RetryOptions { MaxRetries = 0 };
        _api.Transport.Fail(new OperationCanceledException());
        await Assert.CatchAsync<TransportException>(() => _api.GetAsync());

        Assert.That(_recorded.Attempts.Single().GetTagItem("error.type"), Is.EqualTo("timeout"));
    }

    [Test]
    public async Task Unmapped_members_are_counted()
    {
        using var oneLogin = new OneLoginClient(new OneLoginClientOptions
        {
            BaseAddress = new Uri("https://vendor.example"), Credential = OneLoginCredential.AccessToken("token"), Transport = _api.Transport,
        });
        _api.Transport.Respond(200, """{"status":{"error":false,"code":200},"data":[{"id":1,"new_one":{"a":1},"new_two":2}]}""");
        await oneLogin.Users.GetAsync(1);

        var counted = _recorded.Of(IdentityTelemetry.UnmappedMembers).Single();
        Assert.That(counted.Value, Is.EqualTo(2));
        Assert.That(counted.Tags, Is.EquivalentTo(new KeyValuePair<string, object?>[]
        {
            new("identitysdk.vendor", "OneLogin"), new("url.template", "/api/1/users/{user_id}"),
        }));
    }

    [Test]
    public async Task Pages_and_token_requests_are_counted_and_rate_limits_are_observed()
    {
        using var oneLogin = new OneLoginClient(new OneLoginClientOptions
        {
            BaseAddress = new Uri("https://gauge.example"), Credential = OneLoginCredential.Client("id", "secret"), Transport = _api.Transport,
        });
        _api.Transport.Respond(200, """{"access_token":"a","created_at":"2030-01-01T00:00:00.000Z","expires_in":36000,"token_type":"bearer"}""")
            .Respond(
                200,
                """{"status":{"error":false,"code":200},"pagination":{"after_cursor":null},"data":[]}""",
                ("X-RateLimit-Limit", "5000"),
                ("X-RateLimit-Remaining", "4987"),
                ("X-RateLimit-Reset", "100"));
        await oneLogin.Users.ListAsync();

        Assert.That(_recorded.Of(IdentityTelemetry.Pages).Single().Tags["url.template"], Is.EqualTo("/api/1/users"));
        var tokenRequest = _recorded.Of(IdentityTelemetry.TokenRequests).Single();
        Assert.That(tokenRequest.Tags, Is.EquivalentTo(new KeyValuePair<string, object?>[] { new("identitysdk.vendor", "OneLogin") }));
        var left = _recorded.Of(IdentityTelemetry.RateLimitRemaining).Last(each => (string?)each.Tags["server.address"] == "gauge.example");
        Assert.That((left.Value, left.Tags["identitysdk.rate_limit.bucket"]), Is.EqualTo((4987.0, (object)"account")));
    }

    [Test]
    public async Task Nothing_is_created_without_a_listener()
    {
        _recorded.Dispose();
        _api.Transport.Respond(200, "{}");
        Activity? current = null;
        await _api.GetAsync(new RequestOptions { OnResponse = _ => current = Activity.Current });

        Assert.That(current, Is.Null);
        Assert.That(Core.OperationTelemetry.Start("Test", "GET", "/x", "GET /x", new Uri("https://vendor.example")), Is.Null);
        Assert.That(Core.AttemptTelemetry.Start("Test", "GET", "/x", new Uri("https://vendor.example"), 0, 0), Is.Null);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var index = 0; index < 1000; index++)
        {
            _ = Core.OperationTelemetry.Start("Test", "GET", "/x", "GET /x", s_address);
            _ = Core.AttemptTelemetry.Start("Test", "GET", "/x", s_address, 0, 0);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1000), "a thousand calls allocate nothing for telemetry");
    }

    [Test]
    public async Task Retry_after_a_lost_connection_names_the_exception_type()
    {
        _api.Transport.Fail(new IOException("person@example.com")).Respond(200, "{}");
        await _api.GetAsync();

        Assert.That(_recorded.Activities.Single().Events.Single().Tags, Does.Contain(new KeyValuePair<string, object?>("error.type", "System.IO.IOException")));
        Assert.That(_recorded.Measurements.Single(each => each.Name == "identitysdk.client.retries").Tags["error.type"], Is.EqualTo("System.IO.IOException"));
        Assert.That(_api.Log.Events.Single(each => each.Id.Name == "Retrying").Values["Reason"], Is.EqualTo("System.IO.IOException"));
    }

    [Test]
    public async Task Failed_call_has_its_error_type()
    {
        _api.Options.Retry = new RetryOptions { MaxRetries = 0 };
        _api.Transport.Respond(404).Fail(new HttpRequestException("person@example.com"));
        await Assert.CatchAsync(() => _api.GetAsync());
        await Assert.CatchAsync(() => _api.GetAsync());

        Assert.That(_recorded.Activities.Select(each => each.Status), Has.All.EqualTo(ActivityStatusCode.Error));
        Assert.That(_recorded.Activities.Select(each => each.GetTagItem("error.type")), Is.EqualTo(new[] { "404", "System.Net.Http.HttpRequestException" }));
        Assert.That(_recorded.Activities.Select(each => each.StatusDescription), Has.All.Null);
    }

    [TestCase("status 404", "404", "2 Failed Warning", "404", TestName = "Error_inside_a_success_is_recorded_as_a_failure")]
    [TestCase("<html>", "IdentitySdk.InvalidResponseException", "6 Unreadable Warning", null, TestName = "Unreadable_success_is_recorded_as_a_failure")]
    [TestCase("", "IdentitySdk.InvalidResponseException", "6 Unreadable Warning", null, TestName = "Empty_success_is_recorded_as_a_failure")]
    public async Task Success_that_fails_is_recorded_as_a_failure(string body, string errorType, string logEvent, string? attemptErrorType)
    {
        _api.Transport.Respond(200, body);
        await Assert.CatchAsync<IdentityApiException>(() => _api.GetAsync());

        var activity = _recorded.Activities.Single();
        Assert.That(activity.Status, Is.EqualTo(ActivityStatusCode.Error));
        Assert.That(activity.GetTagItem("error.type"), Is.EqualTo(errorType));
        Assert.That(activity.GetTagItem("http.response.status_code"), Is.EqualTo(200));
        Assert.That(_recorded.Durations.Single().Tags["error.type"], Is.EqualTo(errorType));
        Assert.That(_recorded.Attempts.Single().GetTagItem("error.type"), Is.EqualTo(attemptErrorType));
        Assert.That(_recorded.Of(IdentityTelemetry.AttemptDuration).Single().Tags.GetValueOrDefault("error.type"), Is.EqualTo(attemptErrorType));
        Assert.That(_api.Log.Events.Select(each => $"{each.Id.Id} {each.Id.Name} {each.Level}"), Is.EqualTo(new[] { logEvent }));
    }

    [Test]
    public async Task Callback_that_throws_ends_the_activity()
    {
        _api.Transport.Respond(200, "{}");
        var options = new RequestOptions { OnResponse = _ => throw new InvalidOperationException() };
        await Assert.ThrowsAsync<InvalidOperationException>(() => _api.GetAsync(options));

        Assert.That(_recorded.Activities.Single().GetTagItem("error.type"), Is.EqualTo("System.InvalidOperationException"));
        Assert.That(_recorded.Durations, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Duration_includes_reading_the_body()
    {
        _api.Transport.Respond(200, "{}");
        await _api.Client.SendAsync(
            new Core.ApiRequest("GET", "/things"),
            (ref Core.ModelReader reader) =>
            {
                _api.Clock.Advance(TimeSpan.FromSeconds(7));
                return reader.ReadJToken();
            },
            null,
            default);

        Assert.That(_recorded.Durations.Single().Value, Is.EqualTo(7.0));
    }

    [Test]
    public async Task Log_events_have_stable_ids_and_names()
    {
        using var cancelled = new CancellationTokenSource();
        _api.Options.Retry = new RetryOptions { MaxRetries = 1 };
        _api.Transport.Respond(503).Respond(200, "{}").Fail(new IOException()).Fail(new IOException()).Respond(200, "<html>").Then(async _ =>
        {
            await cancelled.CancelAsync();
            throw new OperationCanceledException(cancelled.Token);
        });
        await _api.GetAsync();
        await Assert.CatchAsync(() => _api.GetAsync());
        await Assert.CatchAsync(() => _api.GetAsync());
        await Assert.CatchAsync(() => _api.GetAsync(cancellationToken: cancelled.Token));

        Assert.That(_api.Log.Events.Select(each => $"{each.Id.Id} {each.Id.Name} {each.Level}"), Is.EqualTo(new[]
        {
            "4 Retrying Information", "1 Completed Debug", "4 Retrying Information", "2 Failed Warning", "6 Unreadable Warning", "5 Cancelled Debug",
        }));
        Assert.That(_api.Log.Events, Has.All.Property("Exception").Null, "messages of other exceptions may contain personal data");
    }

    [Test]
    public async Task Log_events_of_tokens_and_members_have_stable_ids_and_names()
    {
        using var log = new ListLogger();
        var clock = new TestClock();
        var transport = new ScriptedTransport().Respond(403).Respond(200, """{"access_token":"token"}""").Respond(200, """{"id":{"no":"number"}}""");
        using var oneLogin = new OneLoginClient(new OneLoginClientOptions
        {
            BaseAddress = new Uri("https://vendor.example"),
            Credential = OneLoginCredential.Client("id", "secret"),
            Transport = transport,
            LoggerFactory = log,
            TokenCache = new BrokenCache(),
            TimeProvider = clock,
        });
        Assert.That((await Assert.ThrowsAsync<CredentialException>(() => oneLogin.Users.GetAsync(1)))!.InnerException, Is.TypeOf<ForbiddenException>());
        clock.Advance(TimeSpan.FromSeconds(2));
        await oneLogin.Users.GetAsync(1);

        // The calls wait neither for the cache nor for the log.
        List<string> Events() => [.. log.Events.Select(each => $"{each.Id.Id} {each.Id.Name} {each.Level}").Where(each => each[0] is '3' or '7' or '8')];
        await TestClock.WaitUntilAsync(() => Events().Count == 5, "the events");
        Assert.That(Events(), Is.EquivalentTo(new[]
        {
            "8 TokenCacheFailed Warning", "7 TokenNotRefreshed Warning", "8 TokenCacheFailed Warning", "8 TokenCacheFailed Warning",
            "3 UnexpectedMember Warning",
        }));
    }

    private sealed class BrokenCache : ITokenCache
    {
        public ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken) => throw new IOException();

        public ValueTask<TokenLease?> TryLeaseAsync(string key, TimeSpan duration, CancellationToken cancellationToken) => throw new IOException();

        public ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken) => throw new IOException();

        public ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken) => throw new IOException();
    }
}
