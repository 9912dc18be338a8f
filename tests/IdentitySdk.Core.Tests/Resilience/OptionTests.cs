namespace IdentitySdk.Tests;

/// <summary>What retries and rate limits are by default, and where their ranges end.</summary>
public sealed class OptionTests
{
    private static readonly TimeSpan s_tick = TimeSpan.FromTicks(1), s_day = TimeSpan.FromDays(1);

    [Test]
    public void Defaults_are_the_documented_ones()
    {
        var retry = new RetryOptions();
        Assert.That((retry.MaxRetries, retry.BaseDelay.TotalSeconds, retry.MaxDelay.TotalSeconds), Is.EqualTo((3, 0.5, 30.0)));
        Assert.That((retry.MaxServerDelay.TotalSeconds, retry.MaxTotalTime.TotalMinutes), Is.EqualTo((70.0, 5.0)));
        var limits = new RateLimitOptions();
        Assert.That((limits.IsEnabled, limits.Share, limits.Floor, limits.MaxWait.TotalSeconds, limits.Store), Is.EqualTo((true, 1.0, 0, 70.0, (IRateLimitStore?)null)));
        Assert.That(new PagingOptions().Prefetch, Is.True);
    }

    [TestCaseSource(nameof(Allowed))]
    public void The_ends_of_a_range_are_allowed(Action<IdentityClientOptions> set)
    {
        using var api = new TestApi();
        set(api.Options);
        Assert.That(() => api.Client, Throws.Nothing);
    }

    [TestCaseSource(nameof(Refused))]
    public void Anything_beyond_is_refused_by_name(Action<IdentityClientOptions> set, string option, string allowed)
    {
        using var api = new TestApi();
        set(api.Options);
        Assert.That(() => api.Client, Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo(option).And.Message.StartsWith($"{option} must be {allowed}."));
    }

    private static IEnumerable<TestCaseData> Allowed()
    {
        yield return Retry("no retries", retry => retry.MaxRetries = 0);
        yield return Retry("a hundred retries", retry => retry.MaxRetries = 100);
        yield return Retry("no delays", retry => (retry.BaseDelay, retry.MaxDelay) = (default, default));
        yield return Retry("one delay", retry => retry.MaxDelay = retry.BaseDelay);
        yield return Retry("a day at most", retry => retry.MaxDelay = s_day);
        yield return Retry("no delay by the server", retry => retry.MaxServerDelay = default);
        yield return Retry("a day by the server", retry => retry.MaxServerDelay = s_day);
        yield return Retry("a tick in all", retry => retry.MaxTotalTime = s_tick);
        yield return Limits("hardly a share", limits => limits.Share = double.Epsilon);
        yield return Limits("all of it", limits => limits.Share = 1);
        yield return Limits("no floor", limits => limits.Floor = 0);
        yield return Limits("no wait", limits => limits.MaxWait = default);
        yield return Limits("a day's wait", limits => limits.MaxWait = s_day);

        static TestCaseData Retry(string name, Action<RetryOptions> set) => new TestCaseData((IdentityClientOptions options) => set(options.Retry)).SetArgDisplayNames(name);
        static TestCaseData Limits(string name, Action<RateLimitOptions> set) => new TestCaseData((IdentityClientOptions options) => set(options.RateLimits)).SetArgDisplayNames(name);
    }

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return Retry("MaxRetries", "less than none", "from 0 to 100", retry => retry.MaxRetries = -1);
        yield return Retry("MaxRetries", "more than a hundred", "from 0 to 100", retry => retry.MaxRetries = 101);
        yield return Retry("BaseDelay", "less than none", "zero or more", retry => retry.BaseDelay = -s_tick);
        yield return Retry("MaxDelay", "less than the base", "at least Retry.BaseDelay and at most a day", retry => retry.MaxDelay = retry.BaseDelay - s_tick);
        yield return Retry("MaxDelay", "more than a day", "at least Retry.BaseDelay and at most a day", retry => retry.MaxDelay = s_day + s_tick);
        yield return Retry("MaxServerDelay", "less than none", "zero or more and at most a day", retry => retry.MaxServerDelay = -s_tick);
        yield return Retry("MaxServerDelay", "more than a day", "zero or more and at most a day", retry => retry.MaxServerDelay = s_day + s_tick);
        yield return Retry("MaxTotalTime", "none", "a positive time", retry => retry.MaxTotalTime = default);
        yield return Limits("Share", "none", "above 0 and at most 1", limits => limits.Share = 0);
        yield return Limits("Share", "more than all", "above 0 and at most 1", limits => limits.Share = 1.01);
        yield return Limits("Share", "not a number", "above 0 and at most 1", limits => limits.Share = double.NaN);
        yield return Limits("Floor", "less than none", "0 or more", limits => limits.Floor = -1);
        yield return Limits("MaxWait", "less than none", "zero or more and at most a day", limits => limits.MaxWait = -s_tick);
        yield return Limits("MaxWait", "more than a day", "zero or more and at most a day", limits => limits.MaxWait = s_day + s_tick);

        static TestCaseData Retry(string option, string name, string allowed, Action<RetryOptions> set) =>
            new TestCaseData((IdentityClientOptions options) => set(options.Retry), $"Retry.{option}", allowed).SetArgDisplayNames(option, name);
        static TestCaseData Limits(string option, string name, string allowed, Action<RateLimitOptions> set) =>
            new TestCaseData((IdentityClientOptions options) => set(options.RateLimits), $"RateLimits.{option}", allowed).SetArgDisplayNames(option, name);
    }
}
