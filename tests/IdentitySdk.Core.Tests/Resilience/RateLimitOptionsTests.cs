namespace IdentitySdk.Tests;

/// <summary>The range of StoreTimeout.</summary>
public sealed class RateLimitOptionsTests
{
    private static IEnumerable<TimeSpan> Allowed => [TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1)];

    private static IEnumerable<TimeSpan> Refused =>
        [TimeSpan.FromTicks(-1), TimeSpan.Zero, TimeSpan.FromMinutes(1) + TimeSpan.FromTicks(1), Timeout.InfiniteTimeSpan];

    [TestCaseSource(nameof(Allowed))]
    public void StoreTimeout_above_zero_and_up_to_a_minute_is_valid(TimeSpan time) =>
        Assert.That(() => new RateLimitOptions { StoreTimeout = time }.Validate(), Throws.Nothing);

    [TestCaseSource(nameof(Refused))]
    public void StoreTimeout_outside_its_range_throws_ArgumentOutOfRangeException(TimeSpan time) =>
        Assert.That(
            () => new RateLimitOptions { StoreTimeout = time }.Validate(),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("RateLimits.StoreTimeout")
                .And.Message.StartsWith("RateLimits.StoreTimeout must be more than zero and at most a minute."));
}
