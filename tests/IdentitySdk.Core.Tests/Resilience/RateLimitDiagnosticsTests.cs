using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace IdentitySdk.Tests;

/// <summary>No wait for a rate limit is silent.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[NonParallelizable]
public sealed class RateLimitDiagnosticsTests : IDisposable
{
    private readonly TestApi _api = new();
    private readonly List<Activity> _activities = [];
    private readonly List<(double Value, Dictionary<string, object?> Tags)> _waits = [];
    private readonly ActivityListener _activityListener;
    private readonly MeterListener _meterListener = new();

    public RateLimitDiagnosticsTests()
    {
        _activityListener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "IdentitySdk",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _activities.Add,
        };
        ActivitySource.AddActivityListener(_activityListener);
        _meterListener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "identitysdk.client.rate_limit.wait")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meterListener.SetMeasurementEventCallback<double>((_, value, tags, _) => _waits.Add((value, tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value))));
        _meterListener.Start();
        _api.Vendor.Buckets = operation => operation;
    }

    public void Dispose()
    {
        _activityListener.Dispose();
        _meterListener.Dispose();
        _api.Dispose();
    }

    [Test]
    public async Task A_wait_is_a_log_event_an_activity_event_and_a_measurement()
    {
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/57")).Respond(200, "{}");
        await _api.GetAsync();
        Assert.That(_waits, Is.Empty);
        await _api.GetAsync();

        var logged = _api.Log.Events.Single(each => each.Id.Name == "WaitingForRateLimit");
        Assert.That(logged.Text, Is.EqualTo("Test GET /things/{id} waits 57 s at most for the rate limit of GET /things/{id}."));
        var happened = _activities[1].Events.Single();
        Assert.That(happened.Name, Is.EqualTo("rate_limit.wait"));
        Assert.That(happened.Tags, Is.EquivalentTo(new KeyValuePair<string, object?>[]
        {
            new("identitysdk.rate_limit.bucket", "GET /things/{id}"), new("identitysdk.rate_limit.wait", 57.0),
        }));
        Assert.That(_waits.Single().Value, Is.EqualTo(57.0));
        Assert.That(_waits.Single().Tags, Is.EquivalentTo(new KeyValuePair<string, object?>[]
        {
            new("identitysdk.vendor", "Test"), new("identitysdk.rate_limit.bucket", "GET /things/{id}"),
        }));
    }

    [Test]
    public async Task A_wait_that_is_cancelled_is_measured_too()
    {
        using var cancellation = new CancellationTokenSource();
        _api.Clock.IsAutomatic = false;
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/57"));
        await _api.GetAsync();
        var second = _api.GetAsync(cancellationToken: cancellation.Token);
        _api.Clock.Advance(TimeSpan.FromSeconds(20));
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => second);
        Assert.That(_waits.Single().Value, Is.EqualTo(20.0));
    }
}
