using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>What a client's rate limits are called, to stores and to those who measure, and those that a test makes up.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RateLimitsTests : IDisposable
{
    private readonly TestClock _clock = new();
    private readonly ListLogger _log = new();

    public void Dispose() => _log.Dispose();

    [Test]
    public void Rate_limits_made_for_a_test_tell_what_they_were_given()
    {
        var given = new Dictionary<string, RateLimit>
        {
            ["GET /users"] = new(600, 599, _clock.GetUtcNow()), ["GET /groups"] = new(100, 0, _clock.GetUtcNow().AddSeconds(30)),
        };
        Assert.That(new RateLimits(given).Snapshot(), Is.EquivalentTo(given));
        Assert.That(new RateLimits().Snapshot(), Is.Empty);
    }

    [Test]
    public void Rate_limits_made_for_a_test_are_no_vendor_s_and_limit_no_call()
    {
        var limits = new RateLimits();
        Assert.That((limits.Vendor, limits.Host), Is.EqualTo(("", "")));
        Assert.That(() => limits.Bucket("account"), Throws.InvalidOperationException.With.Message.Contains("were made by a test"));
    }

    [TestCase("vendor.example", "vendor.example")]
    [TestCase("vendor.example:8443", "vendor.example")]
    [TestCase("[2001:db8::1]", "[2001:db8::1]")]
    [TestCase("[2001:db8::1]:8443", "[2001:db8::1]")]
    public void The_host_is_named_without_its_port(string authority, string expected) =>
        Assert.That(Create(new RateLimitOptions(), authority).Host, Is.EqualTo(expected));

    [TestCase(299, true)]
    [TestCase(300, false)]
    public async Task A_store_s_key_names_all_of_the_host_where_there_is_room_for_it(int length, bool isWhole)
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
