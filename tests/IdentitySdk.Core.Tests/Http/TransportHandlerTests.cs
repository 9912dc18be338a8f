using System.IO.Compression;

namespace IdentitySdk.Tests;

/// <summary>One attempt: its time-out, its body, and whether it is a success.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TransportHandlerTests : IDisposable
{
    private readonly TestApi _api = new();

    public TransportHandlerTests() => _api.Options.Retry = new RetryOptions { MaxRetries = 0 };

    public void Dispose() => _api.Dispose();

    [Test]
    public async Task Attempt_without_headers_in_time_throws_TransportException()
    {
        _api.Transport.Hang();
        var call = _api.GetAsync();
        _api.Clock.Advance(TimeSpan.FromSeconds(99));
        Assert.That(call.IsCompleted, Is.False);
        _api.Clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TransportException>(() => call);
    }

    [Test]
    public async Task Attempt_whose_body_stalls_throws_TransportException_with_the_request_id()
    {
        _api.Transport.Respond(() => Streaming(200, new StuckStream(), ("X-Request-Id", "id-1")));
        var call = _api.GetAsync(new RequestOptions { AttemptTimeout = TimeSpan.FromSeconds(5) });
        _api.Clock.Advance(TimeSpan.FromSeconds(5));
        var exception = (await Assert.ThrowsAsync<TransportException>(() => call))!;
        Assert.That(exception.RequestId, Is.EqualTo("id-1"));
        Assert.That(exception.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task Timeout_of_the_transport_throws_TransportException()
    {
        _api.Transport.Fail(new TaskCanceledException("connect", new TimeoutException()));
        var exception = await Assert.ThrowsAsync<TransportException>(() => _api.GetAsync());
        Assert.That(exception!.Message, Does.Contain("in time"));
    }

    [Test]
    public async Task Body_with_a_content_length_above_the_cap_is_not_read()
    {
        var body = new StuckStream();
        _api.Transport.Respond(() => Streaming(200, body, ("Content-Length", "1073741824")));
        var exception = (await Assert.ThrowsAsync<InvalidResponseException>(() => _api.GetAsync().WaitAsync(TimeSpan.FromSeconds(20))))!;
        Assert.That(body.Reads, Is.Zero);
        Assert.That(exception.InnerException!.Message, Does.Contain("MaxResponseBytes"));
    }

    [Test]
    public async Task Body_that_grows_beyond_the_cap_is_not_read_further()
    {
        _api.Options.MaxResponseBytes = 4096;
        var body = new EndlessStream();
        _api.Transport.Respond(() => Streaming(200, body));
        var exception = (await Assert.ThrowsAsync<InvalidResponseException>(() => _api.GetAsync()))!;
        Assert.That(body.Sent, Is.LessThan(64 * 1024));
        Assert.That(exception.InnerException!.Message, Does.Contain("MaxResponseBytes"), "it names the option");
    }

    [Test]
    public async Task Body_at_the_cap_is_read()
    {
        _api.Options.MaxResponseBytes = 1024;
        _api.Transport.Respond(200, "\"" + new string('x', 1022) + "\"");
        Assert.That((string?)await _api.GetAsync(), Has.Length.EqualTo(1022));
    }

    [Test]
    public async Task Content_Length_alone_allocates_no_large_buffer()
    {
        _api.Transport.Respond(() => Streaming(200, new MemoryStream("{}"u8.ToArray()), ("Content-Length", "60000000")));
        var before = GC.GetAllocatedBytesForCurrentThread();
        await _api.GetAsync();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(8_000_000));
    }

    [Test]
    public async Task Body_with_broken_compression_throws_TransportException()
    {
        var gzip = () => new GZipStream(new MemoryStream([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff]), CompressionMode.Decompress);
        _api.Transport.Respond(() => Streaming(200, gzip()));
        await Assert.ThrowsAsync<TransportException>(() => _api.GetAsync());
    }

    [Test]
    public async Task RawBody_of_an_error_is_limited_to_16_KiB()
    {
        _api.Transport.Respond(400, new string('x', 100_000));
        var exception = (await Assert.ThrowsAsync<InvalidRequestException>(() => _api.GetAsync()))!;
        Assert.That(exception.RawBody, Has.Length.EqualTo(16 * 1024));
    }

    [Test]
    public async Task RawBody_of_an_unreadable_success_is_limited_to_16_KiB()
    {
        _api.Transport.Respond(200, new string('x', 100_000));
        var exception = (await Assert.ThrowsAsync<InvalidResponseException>(() => _api.GetAsync()))!;
        Assert.That(exception.RawBody, Has.Length.EqualTo(16 * 1024));
    }

    [Test]
    public async Task Error_with_an_incomplete_body_has_its_status()
    {
        _api.Transport.Respond(() => Streaming(409, new BreakingStream("{\"half\""u8.ToArray())));
        var exception = (await Assert.ThrowsAsync<ConflictException>(() => _api.SendAsync("POST")))!;
        Assert.That(exception.RawBody, Is.EqualTo("{\"half\""));
    }

    [TestCase(301)]
    [TestCase(302)]
    [TestCase(307)]
    [TestCase(308)]
    public async Task Redirect_is_an_error_and_is_not_followed(int status)
    {
        _api.Transport.Respond(status, "", ("Location", "https://evil.example/"));
        var exception = (await Assert.ThrowsAsync<InvalidResponseException>(() => _api.GetAsync()))!;
        Assert.That(exception.StatusCode, Is.EqualTo(status));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
    }

    [TestCase("", Description = "empty")]
    [TestCase("<html>")]
    [TestCase("{\"half\":")]
    [TestCase("{} {}")]
    [TestCase("\"\ud800")]
    public async Task Success_without_a_value_throws_with_body_and_request_id(string body)
    {
        _api.Transport.Respond(200, body, ("X-Request-Id", "id-1"));
        var exception = (await Assert.ThrowsAsync<InvalidResponseException>(() => _api.SendAsync("POST")))!;
        Assert.That(exception.RequestId, Is.EqualTo("id-1"));
        Assert.That(exception.RawBody, Is.EqualTo(body.Replace('\ud800', '\ufffd')).Or.EqualTo(body));
        Assert.That(exception.IsOutcomeUnknown, Is.True, "the response may not be the vendor's own");
    }

    [Test]
    public async Task Only_a_complete_byte_order_mark_is_skipped()
    {
        _api.Transport.Respond(() => Streaming(200, new MemoryStream([0xEF, 0xBB, 0xBF, .. "5"u8])));
        Assert.That((int)await _api.GetAsync(), Is.EqualTo(5));
        foreach (var beginning in new byte[][] { [0xEF, 0xBB, 0x20], [0xEF, 0x20, 0xBF], [0x20, 0xBB, 0xBF] })
        {
            _api.Transport.Respond(() => Streaming(200, new MemoryStream([.. beginning, .. "5"u8])));
            await Assert.ThrowsAsync<InvalidResponseException>(() => _api.GetAsync());
        }
    }

    [Test]
    public async Task Response_of_a_failed_attempt_is_disposed()
    {
        var body = new DisposableStream();
        _api.Transport.Respond(() => Streaming(200, body));
        await Assert.ThrowsAsync<TransportException>(() => _api.GetAsync());
        Assert.That(body.IsDisposed, Is.True);
    }

    [TestCase(typeof(InvalidDataException))]
    [TestCase(typeof(InvalidOperationException))]
    public async Task Body_that_a_decoder_rejects_throws_TransportException(Type exception)
    {
        _api.Transport.Respond(() => Streaming(200, new DisposableStream((Exception)Activator.CreateInstance(exception)!)));
        var thrown = await Assert.ThrowsAsync<TransportException>(() => _api.GetAsync());
        Assert.That(thrown!.InnerException, Is.TypeOf<IOException>().With.Message.Contains("compression"));
    }

    [Test]
    public async Task Cancellation_that_a_handler_translates_has_the_callers_token()
    {
        using var cancellation = new CancellationTokenSource();
        _api.Transport.Then(async _ =>
        {
            await cancellation.CancelAsync();
            throw new InvalidTimeZoneException("translated");
        });
        var exception = await Assert.CatchAsync<OperationCanceledException>(() => _api.GetAsync(cancellationToken: cancellation.Token));
        Assert.That(exception!.CancellationToken, Is.EqualTo(cancellation.Token));
        Assert.That(exception.InnerException, Is.TypeOf<InvalidTimeZoneException>().Or.InnerException.TypeOf<InvalidTimeZoneException>());
        Assert.That(exception.Message, Does.Contain("cancelled"));
    }

    [Test]
    public async Task Attempt_without_a_timeout_waits_without_limit()
    {
        var released = new TaskCompletionSource();
        _api.Options.AttemptTimeout = Timeout.InfiniteTimeSpan;
        _api.Options.Retry = new RetryOptions { MaxRetries = 0, MaxTotalTime = TimeSpan.FromDays(10) };
        _api.Transport.Then(async _ =>
        {
            await released.Task;
            return ScriptedTransport.Response(200, "5");
        });
        var call = _api.GetAsync();
        _api.Clock.Advance(TimeSpan.FromDays(9));
        Assert.That(call.IsCompleted, Is.False);
        released.SetResult();
        Assert.That((int)await call, Is.EqualTo(5));
    }

    [Test]
    public async Task Exception_other_than_a_transport_failure_is_not_retried()
    {
        _api.Options.Retry = new RetryOptions { MaxRetries = 2 };
        _api.Transport.Fail(new InvalidTimeZoneException("mine")).Respond(200, "5");
        var exception = await Assert.ThrowsAsync<TransportException>(() => _api.GetAsync());
        Assert.That(exception!.InnerException, Is.TypeOf<InvalidTimeZoneException>());
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
    }

    /// <summary>A body that cannot be read.</summary>
    private sealed class DisposableStream(Exception? exception = null) : BodyStream
    {
        public bool IsDisposed { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw exception ?? new IOException("reset");

        protected override void Dispose(bool disposing) => IsDisposed = true;
    }

    private static HttpResponseMessage Streaming(int status, Stream body, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((System.Net.HttpStatusCode)status) { Content = new StreamContent(body) };
        foreach (var (name, value) in headers)
        {
            _ = response.Headers.TryAddWithoutValidation(name, value) || response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
