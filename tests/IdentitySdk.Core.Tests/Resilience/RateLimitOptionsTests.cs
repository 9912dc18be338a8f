namespace IdentitySdk.Tests;

/// <summary>How long a call may wait for a store's answer.</summary>
public sealed class RateLimitOptionsTests
{
    private static IEnumerable<TimeSpan> Allowed => [TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1)];

    private static IEnumerable<TimeSpan> Refused =>
        [TimeSpan.FromTicks(-1), TimeSpan.Zero, TimeSpan.FromMinutes(1) + TimeSpan.FromTicks(1), Timeout.InfiniteTimeSpan];

    [TestCaseSource(nameof(Allowed))]
    public void StoreTimeout_may_be_anything_above_zero_up_to_a_minute(TimeSpan time) =>
        Assert.That(() => new RateLimitOptions { StoreTimeout = time }.Validate(), Throws.Nothing);

    [TestCaseSource(nameof(Refused))]
    public void StoreTimeout_outside_of_that_is_refused_by_name(TimeSpan time) =>
        Assert.That(
            () => new RateLimitOptions { StoreTimeout = time }.Validate(),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("RateLimits.StoreTimeout")
                .And.Message.StartsWith("RateLimits.StoreTimeout must be more than zero and at most a minute."));
}
