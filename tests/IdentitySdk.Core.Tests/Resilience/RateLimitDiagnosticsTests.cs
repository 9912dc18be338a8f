namespace IdentitySdk.Tests;

/// <summary>The log events, activity events and measurements of waits for a rate limit.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[NonParallelizable]
public sealed class RateLimitDiagnosticsTests : IDisposable
{
    private readonly TestApi _api = new();
    private readonly RecordedDiagnostics _recorded = new();

    public RateLimitDiagnosticsTests() => _api.Vendor.Buckets = operation => operation;

    private IEnumerable<RecordedDiagnostics.Measurement> Waits => _recorded.Measurements.Where(each => each.Name == "identitysdk.client.rate_limit.wait");

    public void Dispose()
    {
        _recorded.Dispose();
        _api.Dispose();
    }

    [Test]
    public async Task Wait_is_a_log_event_an_activity_event_and_a_measurement()
    {
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/57")).Respond(200, "{}");
        await _api.GetAsync();
        Assert.That(Waits, Is.Empty);
        await _api.GetAsync();

        var logged = _api.Log.Events.Single(each => each.Id.Name == "WaitingForRateLimit");
        Assert.That(logged.Text, Is.EqualTo("Test GET /things/{id} waits 57 s at most for the rate limit of GET /things/{id}."));
        var happened = _recorded.Activities[1].Events.Single();
        Assert.That(happened.Name, Is.EqualTo("rate_limit.wait"));
        Assert.That(happened.Tags, Is.EquivalentTo(new KeyValuePair<string, object?>[]
        {
            new("identitysdk.rate_limit.bucket", "GET /things/{id}"), new("identitysdk.rate_limit.wait", 57.0),
        }));
        Assert.That(Waits.Single().Value, Is.EqualTo(57.0));
        Assert.That(Waits.Single().Tags, Is.EquivalentTo(new KeyValuePair<string, object?>[]
        {
            new("identitysdk.vendor", "Test"), new("identitysdk.rate_limit.bucket", "GET /things/{id}"),
        }));
    }

    [Test]
    public async Task Cancelled_wait_is_measured()
    {
        using var cancellation = new CancellationTokenSource();
        _api.Clock.IsAutomatic = false;
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/57"));
        await _api.GetAsync();
        var second = _api.GetAsync(cancellationToken: cancellation.Token);
        _api.Clock.Advance(TimeSpan.FromSeconds(20));
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => second);
        Assert.That(Waits.Single().Value, Is.EqualTo(20.0));
    }
}
