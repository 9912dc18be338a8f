using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Responses of single calls that are captured.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ResponseCaptureTests : IDisposable
{
    private readonly TestApi _api = new();
    private readonly ResponseCapture _capture = new();

    public void Dispose() => _api.Dispose();

    [Test]
    public async Task Success_is_captured_with_status_headers_request_id_and_rate_limit()
    {
        _api.Transport.Respond(201, "{}", ("X-Request-Id", "r1"), ("X-Limit", "10/7/60"), ("X-More", "a"));
        await GetAsync();

        Assert.That((_capture.Response!.StatusCode, _capture.Response.RequestId, _capture.Response.RateLimit?.Remaining), Is.EqualTo((201, "r1", 7)));
        Assert.That(_capture.Response.Headers["x-more"], Is.EqualTo(new[] { "a" }));
        Assert.That(_capture.ToString(), Is.EqualTo("201"));
    }

    [Test]
    public async Task Response_of_the_latest_attempt_is_captured()
    {
        _api.Options.Retry.BaseDelay = TimeSpan.Zero;
        _api.Transport.Respond(503, "", ("X-Request-Id", "r1")).Respond(200, "{}", ("X-Request-Id", "r2"));
        await GetAsync();

        Assert.That(_capture.Response?.RequestId, Is.EqualTo("r2"));
    }

    [Test]
    public async Task Error_and_unreadable_response_are_captured()
    {
        _api.Transport.Respond(404, "gone").Respond(200, "<html>");

        await Assert.ThrowsAsync<NotFoundException>(GetAsync);
        Assert.That(_capture.Response?.StatusCode, Is.EqualTo(404));
        await Assert.ThrowsAsync<InvalidResponseException>(GetAsync);
        Assert.That(_capture.Response?.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task Call_without_a_response_clears_the_capture()
    {
        _api.Options.Retry.MaxRetries = 0;
        _api.Transport.Respond(200, "{}").Fail(new HttpRequestException("lost"));
        await GetAsync();
        await Assert.ThrowsAsync<TransportException>(GetAsync);

        Assert.That(_capture.Response, Is.Null);
        Assert.That(_capture.ToString(), Is.Empty);
    }

    [Test]
    public async Task List_captures_each_page()
    {
        _api.Transport.Respond(200, "[]", ("Link", "<?after=2>; rel=\"next\""), ("X-Request-Id", "r1")).Respond(200, "[]", ("X-Request-Id", "r2"));
        var captured = new List<string?>();
        await foreach (var page in _api.List(new LinkPaging { Cursor = "after" }, options: new RequestOptions { Capture = _capture }).AsPages())
        {
            captured.Add($"{page.Response.RequestId} {_capture.Response?.RequestId}");
        }

        Assert.That(captured, Is.EqualTo(new[] { "r1 r1", "r2 r2" }));
    }

    private Task GetAsync() => _api.GetAsync(new RequestOptions { Capture = _capture });
}
