using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>The keys and hosts of a client's rate limits, and limits created for a test.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RateLimitsTests : IDisposable
{
    private readonly TestClock _clock = new();
    private readonly ListLogger _log = new();

    public void Dispose() => _log.Dispose();

    [Test]
    public void Limits_created_for_a_test_return_their_snapshot()
    {
        var snapshot = new Dictionary<string, RateLimit>
        {
            ["GET /users"] = new(600, 599, _clock.GetUtcNow()), ["GET /groups"] = new(100, 0, _clock.GetUtcNow().AddSeconds(30)),
        };
        Assert.That(new RateLimits(snapshot).Snapshot(), Is.EquivalentTo(snapshot));
        Assert.That(new RateLimits().Snapshot(), Is.Empty);
    }

    [Test]
    public void Limits_created_for_a_test_have_no_vendor_and_no_buckets()
    {
        var limits = new RateLimits();
        Assert.That((limits.Vendor, limits.Host), Is.EqualTo(("", "")));
        Assert.That(() => limits.Bucket("account"), Throws.InvalidOperationException.With.Message.Contains("were created for a test"));
    }

    [TestCase("vendor.example", "vendor.example")]
    [TestCase("vendor.example:8443", "vendor.example")]
    [TestCase("[2001:db8::1]", "[2001:db8::1]")]
    [TestCase("[2001:db8::1]:8443", "[2001:db8::1]")]
    public void Host_has_no_port(string authority, string expected) =>
        Assert.That(Create(new RateLimitOptions(), authority).Host, Is.EqualTo(expected));

    [TestCase(299, true)]
    [TestCase(300, false)]
    public async Task Key_contains_the_whole_host_up_to_299_characters(int length, bool isWhole)
    {
        var (before, after) = ("identitysdk:Test:", ":account");
        var authority = new string('x', length - before.Length - after.Length);
        var store = new ScriptedRateLimitStore(RateLimitGrant.Granted(1, true));
        await Create(new RateLimitOptions { Store = store }, authority).Bucket("account").TakeAsync(TimeSpan.FromMinutes(1), default);

        var key = store.Keys.Single();
        Assert.That(key == before + authority + after, Is.EqualTo(isWhole), key);
        Assert.That(key, Does.StartWith(before).And.Length.LessThan(300));
    }

    private RateLimits Create(RateLimitOptions options, string authority) => new(options, new TestVendorRules(), authority, _clock, _log);
}
