namespace IdentitySdk.Tests;

/// <summary>What is measured as left of a rate limit when there are several clients.</summary>
/// <remarks>Each test has hosts of its own, for the clients of other tests are measured too.</remarks>
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
        // The gauge keeps no client alive.
        GC.KeepAlive(_clients);
        _recorded.Dispose();
        _log.Dispose();
    }

    [TestCase(3, 5)]
    [TestCase(5, 3)]
    public void Of_two_clients_that_know_the_same_window_the_one_with_fewer_calls_left_counts(int one, int other)
    {
        var host = $"fewer-{one}.example";
        Told(host, one, 60);
        Told(host, other, 60);
        Assert.That(Left(host), Is.EqualTo(new[] { 3.0 }));
    }

    [TestCase(1, 30, 9, 60)]
    [TestCase(9, 60, 1, 30)]
    public void Of_two_clients_the_one_that_knows_the_later_window_counts_though_more_is_left_in_it(int one, int oneEnds, int other, int otherEnds)
    {
        var host = $"later-{one}.example";
        Told(host, one, oneEnds);
        Told(host, other, otherEnds);
        Assert.That(Left(host), Is.EqualTo(new[] { 9.0 }));
    }

    [Test]
    public void A_client_is_measured_however_many_come_after_it()
    {
        Told("first.example", 1, 60);
        Told("second.example", 2, 60);
        Told("third.example", 3, 60);
        Assert.That(Left("first.example", "second.example", "third.example"), Is.EqualTo(new[] { 1.0, 2.0, 3.0 }));
    }

    private void Told(string host, int left, int seconds)
    {
        var client = new RateLimits(new RateLimitOptions(), new TestVendorRules(), host, _clock, _log);
        _clients.Add(client);
        client.Bucket("account").Note(new RateLimit(10, left, _clock.GetUtcNow().AddSeconds(seconds)));
    }

    private double[] Left(params string[] hosts)
    {
        var measured = _recorded.Of(IdentityTelemetry.RateLimitRemaining);
        return [.. hosts.SelectMany(host => measured.Where(each => (string?)each.Tags["server.address"] == host).Select(each => each.Value))];
    }
}
