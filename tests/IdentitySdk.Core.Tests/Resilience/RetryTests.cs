using System.Net.Sockets;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Retries of whole calls: which, how often, after which wait, and with which outcome.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RetryTests : IDisposable
{
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [Test]
    public async Task Get_is_retried_after_the_wait_that_the_server_requested()
    {
        _api.Transport.Respond(503, "", ("Retry-After", "7"), ("X-Request-Id", "first"))
            .Respond(503, "", ("Retry-After", "3"), ("X-Request-Id", "second"))
            .Respond(200, "{}");

        await _api.GetAsync();

        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(3) }));
        Assert.That(_api.Transport.Sent.Select(sent => sent.Headers.GetValueOrDefault("X-Retry")), Is.EqualTo(new[] { null, "1/first", "2/first" }));
    }

    [Test]
    public async Task Call_cancelled_before_an_immediate_retry_is_not_sent_again()
    {
        using var cancelled = new CancellationTokenSource();
        _api.Options.Retry = new RetryOptions { BaseDelay = TimeSpan.Zero };
        _api.Transport.Then(async _ =>
        {
            await cancelled.CancelAsync();
            return ScriptedTransport.Response(503);
        });

        var exception = await Assert.CatchAsync<OperationCanceledException>(() => _api.GetAsync(cancellationToken: cancelled.Token));

        Assert.That(exception!.CancellationToken, Is.EqualTo(cancelled.Token));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Wait_doubles_with_jitter_when_the_server_requests_none()
    {
        _api.Transport.Respond(500).Respond(500).Respond(500).Respond(200, "{}");
        await _api.GetAsync();

        var delays = _api.Clock.Delays.Select(delay => delay.TotalSeconds).ToArray();
        Assert.That(delays, Has.Length.EqualTo(3));
        Assert.That(delays[0], Is.InRange(0.25, 0.5));
        Assert.That(delays[1], Is.InRange(0.5, 1));
        Assert.That(delays[2], Is.InRange(1, 2));
    }

    [Test]
    public async Task Waits_differ_by_their_jitter()
    {
        for (var call = 0; call < 20; call++)
        {
            _api.Transport.Respond(500).Respond(200, "{}");
            await _api.GetAsync();
        }

        Assert.That(_api.Clock.Delays.Distinct().Count(), Is.GreaterThan(10));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(5)]
    public async Task MaxRetries_is_the_exact_number_of_retries(int retries)
    {
        _api.Options.Retry = new RetryOptions { MaxRetries = retries, BaseDelay = TimeSpan.Zero };
        _api.Transport.Fallback = (_, _) => Task.FromResult(ScriptedTransport.Response(503));

        var exception = (await Assert.ThrowsAsync<ServerException>(() => _api.GetAsync()))!;

        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(retries + 1));
        Assert.That(exception.Retries, Is.EqualTo(retries));
    }

    [Test]
    public async Task Per_call_retry_options_override_those_of_the_client()
    {
        _api.Transport.Fallback = (_, _) => Task.FromResult(ScriptedTransport.Response(503));
        await Assert.ThrowsAsync<ServerException>(() => _api.GetAsync(new RequestOptions { Retry = new RetryOptions { MaxRetries = 0 } }));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Invalid_per_call_options_throw_before_a_request()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _api.GetAsync(new RequestOptions { Retry = new RetryOptions { MaxRetries = -1 } }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _api.GetAsync(new RequestOptions { AttemptTimeout = TimeSpan.Zero }));
        Assert.That(_api.Transport.Sent, Is.Empty);
    }

    [Test]
    public async Task Requested_wait_beyond_MaxServerDelay_fails_the_call()
    {
        _api.Transport.Respond(429, "", ("Retry-After", "71"));
        var exception = (await Assert.ThrowsAsync<RateLimitedException>(() => _api.GetAsync()))!;
        Assert.That(exception.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(71)));
    }

    [Test]
    public async Task MaxTotalTime_limits_the_retries_and_the_last_attempt()
    {
        _api.Options.Retry = new RetryOptions { MaxRetries = 100, MaxTotalTime = TimeSpan.FromSeconds(10) };
        _api.Transport.Respond(503, "", ("Retry-After", "9")).Hang();
        var call = _api.GetAsync();
        await TestClock.WaitUntilAsync(() => _api.Transport.Sent.Count == 2, "the second attempt");
        _api.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await ExceptionOf(call), Is.InstanceOf<TransportException>(), "the attempt had a second left, not AttemptTimeout");
    }

    [Test]
    public async Task Cancellation_ends_the_wait_with_the_callers_token()
    {
        using var cancellation = new CancellationTokenSource();
        _api.Clock.IsAutomatic = false;
        _api.Transport.Respond(503, "", ("Retry-After", "60"));
        var call = _api.GetAsync(cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();

        Assert.That(await ExceptionOf(call), Is.InstanceOf<OperationCanceledException>().With.Property("CancellationToken").EqualTo(cancellation.Token));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Failed_response_is_disposed_before_the_wait()
    {
        var response = new DisposalWatch();
        _api.Clock.IsAutomatic = false;
        _api.Transport.Respond(() => response).Respond(200, "{}");
        var call = _api.GetAsync();

        Assert.That(response.IsDisposed, Is.True);
        Assert.That(call.IsCompleted, Is.False);
        _api.Clock.Advance(TimeSpan.FromSeconds(1));
        await call;
    }

    [TestCase("POST", null)]
    [TestCase("PATCH", null)]
    [TestCase("DELETE", false)]
    [TestCase("PUT", false)]
    public async Task Unsafe_operation_is_sent_once_with_an_unknown_outcome(string method, bool? isSafeToRetry)
    {
        _api.Transport.Fail(new HttpRequestException("lost"));
        var exception = (await Assert.ThrowsAsync<TransportException>(() => _api.SendAsync(method, isSafeToRetry)))!;
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
        Assert.That(exception.IsOutcomeUnknown, Is.True);
        Assert.That(exception.Message, Does.Contain("outcome").Or.Contain("carried the call out is unknown"));
    }

    [TestCase(500)]
    [TestCase(503)]
    [TestCase(408)]
    public async Task Server_error_leaves_the_outcome_of_a_create_unknown(int status)
    {
        _api.Transport.Respond(status);
        var exception = (await Assert.ThrowsAsync<ServerException>(() => _api.SendAsync("POST")))!;
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
        Assert.That(exception.IsOutcomeUnknown, Is.True);
    }

    [TestCase("POST", 400, "", false)]
    [TestCase("POST", 501, "", false)]
    [TestCase("POST", 503, "code refused", false)]
    [TestCase("GET", 503, "", false)]
    [TestCase("DELETE", 503, "", true)]
    public async Task Outcome_is_unknown_only_if_the_vendor_may_have_acted(string method, int status, string body, bool expected)
    {
        _api.Options.Retry = new RetryOptions { MaxRetries = 0 };
        _api.Transport.Respond(status, body);
        Assert.That((await Assert.CatchAsync<IdentityApiException>(() => _api.SendAsync(method)))!.IsOutcomeUnknown, Is.EqualTo(expected));
    }

    [Test]
    public async Task Refusal_after_a_lost_attempt_leaves_the_outcome_unknown()
    {
        _api.Options.Retry = new RetryOptions { BaseDelay = TimeSpan.Zero };
        _api.Transport.Fail(new IOException("lost")).Respond(404, "code gone");
        var exception = (await Assert.ThrowsAsync<NotFoundException>(() => _api.SendAsync("DELETE")))!;
        Assert.That(exception.IsOutcomeUnknown, Is.True, "the first attempt may have deleted it");
    }

    [TestCase(429, "")]
    [TestCase(503, "code refused")]
    public async Task Create_is_retried_if_the_server_certainly_did_not_act(int status, string body)
    {
        _api.Options.Retry = new RetryOptions { BaseDelay = TimeSpan.Zero };
        _api.Transport.Respond(status, body).Respond(201, "{}");
        await _api.SendAsync("POST");
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Create_is_retried_if_no_connection_was_made()
    {
        _api.Options.Retry = new RetryOptions { BaseDelay = TimeSpan.Zero };
        _api.Transport.Fail(new HttpRequestException("x", new SocketException((int)SocketError.ConnectionRefused))).Respond(201, "{}");
        await _api.SendAsync("POST");
    }

    [Test]
    public async Task Exception_of_a_custom_transport_is_not_retried()
    {
        var thrown = new NotSupportedException("custom");
        _api.Transport.Fail(thrown);
        var exception = await Assert.ThrowsAsync<TransportException>(() => _api.GetAsync());
        Assert.That(exception!.InnerException, Is.SameAs(thrown));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
    }

    private static async Task<Exception?> ExceptionOf(Task call)
    {
        try
        {
            await call.WaitAsync(TimeSpan.FromSeconds(20));
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private sealed class DisposalWatch() : HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable)
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
