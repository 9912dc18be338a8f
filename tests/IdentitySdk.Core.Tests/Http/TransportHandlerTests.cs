using System.IO.Compression;

namespace IdentitySdk.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TransportHandlerTests : IDisposable
{
    private readonly TestApi _api = new();

    public TransportHandlerTests() => _api.Options.Retry = new RetryOptions { MaxRetries = 0 };

    public void Dispose() => _api.Dispose();

    [Test]
    public async Task An_attempt_that_gets_no_headers_in_time_is_a_transport_fault()
    {
        _api.Transport.Hang();
        var call = _api.GetAsync();
        _api.Clock.Advance(TimeSpan.FromSeconds(99));
        Assert.That(call.IsCompleted, Is.False);
        _api.Clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TransportException>(() => call);
    }

    [Test]
    public async Task An_attempt_whose_body_drips_is_a_transport_fault_that_names_the_request()
    {
        _api.Transport.Answer(() => Streaming(200, new StuckStream(), ("X-Request-Id", "id-1")));
        var call = _api.GetAsync(new RequestOptions { AttemptTimeout = TimeSpan.FromSeconds(5) });
        _api.Clock.Advance(TimeSpan.FromSeconds(5));
        var fault = (await Assert.ThrowsAsync<TransportException>(() => call))!;
        Assert.That(fault.RequestId, Is.EqualTo("id-1"));
        Assert.That(fault.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task A_transport_that_gives_up_by_itself_is_a_transport_fault_not_a_cancellation()
    {
        _api.Transport.Fail(new TaskCanceledException("connect", new TimeoutException()));
        await Assert.ThrowsAsync<TransportException>(() => _api.GetAsync());
    }

    [Test]
    public async Task A_body_that_announces_more_than_the_cap_is_not_read()
    {
        var body = new StuckStream();
        _api.Transport.Answer(() => Streaming(200, body, ("Content-Length", "1073741824")));
        var fault = (await Assert.ThrowsAsync<InvalidResponseException>(() => _api.GetAsync().WaitAsync(TimeSpan.FromSeconds(20))))!;
        Assert.That(body.Reads, Is.Zero);
        Assert.That(fault.InnerException!.Message, Does.Contain("MaxResponseBytes"));
    }

    [Test]
    public async Task A_body_that_grows_beyond_the_cap_is_cut_off_there()
    {
        _api.Options.MaxResponseBytes = 4096;
        var body = new EndlessStream();
        _api.Transport.Answer(() => Streaming(200, body));
        var fault = (await Assert.ThrowsAsync<InvalidResponseException>(() => _api.GetAsync()))!;
        Assert.That(body.Sent, Is.LessThan(64 * 1024));
        Assert.That(fault.InnerException!.Message, Does.Contain("MaxResponseBytes"), "that is what is wrong with it");
    }

    [Test]
    public async Task A_body_just_at_the_cap_is_read()
    {
        _api.Options.MaxResponseBytes = 1024;
        _api.Transport.Answer(200, "\"" + new string('x', 1022) + "\"");
        Assert.That((string?)await _api.GetAsync(), Has.Length.EqualTo(1022));
    }

    [Test]
    public async Task An_announced_length_is_not_believed_with_memory()
    {
        _api.Transport.Answer(() => Streaming(200, new MemoryStream("{}"u8.ToArray()), ("Content-Length", "60000000")));
        var before = GC.GetAllocatedBytesForCurrentThread();
        await _api.GetAsync();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(8_000_000));
    }

    [Test]
    public async Task A_compressed_body_that_is_broken_is_a_transport_fault()
    {
        var gzip = () => new GZipStream(new MemoryStream([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff]), CompressionMode.Decompress);
        _api.Transport.Answer(() => Streaming(200, gzip()));
        await Assert.ThrowsAsync<TransportException>(() => _api.GetAsync());
    }

    [Test]
    public async Task The_body_of_an_error_is_kept_up_to_sixteen_kibibytes()
    {
        _api.Transport.Answer(400, new string('x', 100_000));
        var fault = (await Assert.ThrowsAsync<InvalidRequestException>(() => _api.GetAsync()))!;
        Assert.That(fault.RawBody, Has.Length.EqualTo(16 * 1024));
    }

    [Test]
    public async Task The_body_of_a_success_that_cannot_be_read_is_kept_up_to_sixteen_kibibytes_too()
    {
        _api.Transport.Answer(200, new string('x', 100_000));
        var fault = (await Assert.ThrowsAsync<InvalidResponseException>(() => _api.GetAsync()))!;
        Assert.That(fault.RawBody, Has.Length.EqualTo(16 * 1024));
    }

    [Test]
    public async Task An_error_whose_body_breaks_off_keeps_its_status()
    {
        _api.Transport.Answer(() => Streaming(409, new BreakingStream("{\"half\""u8.ToArray())));
        var fault = (await Assert.ThrowsAsync<ConflictException>(() => _api.SendAsync("POST")))!;
        Assert.That(fault.RawBody, Is.EqualTo("{\"half\""));
    }

    [TestCase(301)]
    [TestCase(302)]
    [TestCase(307)]
    [TestCase(308)]
    public async Task A_redirect_is_an_error_and_never_followed(int status)
    {
        _api.Transport.Answer(status, "", ("Location", "https://evil.example/"));
        var fault = (await Assert.ThrowsAsync<InvalidResponseException>(() => _api.GetAsync()))!;
        Assert.That(fault.StatusCode, Is.EqualTo(status));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
    }

    [TestCase("", Description = "empty where a value is promised")]
    [TestCase("<html>")]
    [TestCase("{\"half\":")]
    [TestCase("{} {}")]
    [TestCase("\"\ud800")]
    public async Task A_success_that_holds_no_value_is_an_error_with_the_body_and_the_request_id(string body)
    {
        _api.Transport.Answer(200, body, ("X-Request-Id", "id-1"));
        var fault = (await Assert.ThrowsAsync<InvalidResponseException>(() => _api.SendAsync("POST")))!;
        Assert.That(fault.RequestId, Is.EqualTo("id-1"));
        Assert.That(fault.RawBody, Is.EqualTo(body.Replace('\ud800', '\ufffd')).Or.EqualTo(body));
        Assert.That(fault.IsOutcomeUnknown, Is.True, "the response need not be the vendor's");
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
