namespace IdentitySdk.Tests;

/// <summary>The gauge of the calls left when there are several clients.</summary>
/// <remarks>Each test has its own hosts, because the clients of other tests are measured, too.</remarks>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[NonParallelizable]
public sealed class RateLimitGaugeTests : IDisposable
{
    private readonly RecordedDiagnostics _recorded = new();
    private readonly TestClock _clock = new();
    private readonly ListLogger _log = new();
    private readonly List<RateLimits> _clients = [];

    public void Dispose()
    {
        // The gauge has weak references only.
        GC.KeepAlive(_clients);
        _recorded.Dispose();
        _log.Dispose();
    }

    [TestCase(3, 5)]
    [TestCase(5, 3)]
    public void Client_with_fewer_calls_left_in_the_same_window_counts(int one, int other)
    {
        var host = $"fewer-{one}.example";
        Report(host, one, 60);
        Report(host, other, 60);
        Assert.That(Left(host), Is.EqualTo(new[] { 3.0 }));
    }

    [TestCase(1, 30, 9, 60)]
    [TestCase(9, 60, 1, 30)]
    public void Client_with_the_later_window_counts(int one, int oneEnds, int other, int otherEnds)
    {
        var host = $"later-{one}.example";
        Report(host, one, oneEnds);
        Report(host, other, otherEnds);
        Assert.That(Left(host), Is.EqualTo(new[] { 9.0 }));
    }

    [Test]
    public void Each_of_several_clients_is_measured()
    {
        Report("first.example", 1, 60);
        Report("second.example", 2, 60);
        Report("third.example", 3, 60);
        Assert.That(Left("first.example", "second.example", "third.example"), Is.EqualTo(new[] { 1.0, 2.0, 3.0 }));
    }

    private void Report(string host, int left, int seconds)
    {
        var client = new RateLimits(new RateLimitOptions(), new TestVendorRules(), host, _clock, _log);
        _clients.Add(client);
        client.Bucket("account").Record(new RateLimit(10, left, _clock.GetUtcNow().AddSeconds(seconds)));
    }

    private double[] Left(params string[] hosts)
    {
        var measured = _recorded.Of(IdentityTelemetry.RateLimitRemaining);
        return [.. hosts.SelectMany(host => measured.Where(each => (string?)each.Tags["server.address"] == host).Select(each => each.Value))];
    }
}
