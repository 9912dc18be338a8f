using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;

namespace IdentitySdk.Tests;

/// <summary>Options, which are validated when the client is created.</summary>
public sealed class OptionTests
{
    private static IEnumerable<TestCaseData> InvalidOptions()
    {
        yield return Case("Retry.MaxRetries must be from 0 to 100.", "below", options => options.Retry.MaxRetries = -1);
        yield return Case("Retry.MaxRetries must be from 0 to 100.", "above", options => options.Retry.MaxRetries = 101);
        yield return Case("Retry.BaseDelay must be zero or more.", "below", options => options.Retry.BaseDelay = TimeSpan.FromTicks(-1));
        yield return Case(
            "Retry.MaxDelay must be at least Retry.BaseDelay and at most a day.", "below the base delay",
            options => options.Retry.MaxDelay = options.Retry.BaseDelay - TimeSpan.FromTicks(1));
        yield return Case(
            "Retry.MaxDelay must be at least Retry.BaseDelay and at most a day.", "above",
            options => options.Retry.MaxDelay = TimeSpan.FromDays(1) + TimeSpan.FromTicks(1));
        yield return Case(
            "Retry.MaxServerDelay must be zero or more and at most a day.", "below",
            options => options.Retry.MaxServerDelay = TimeSpan.FromTicks(-1));
        yield return Case(
            "Retry.MaxServerDelay must be zero or more and at most a day.", "above",
            options => options.Retry.MaxServerDelay = TimeSpan.FromDays(1) + TimeSpan.FromTicks(1));
        yield return Case("Retry.MaxTotalTime must be a positive time.", "zero", options => options.Retry.MaxTotalTime = TimeSpan.Zero);
        yield return Case("RateLimits.Share must be above 0 and at most 1.", "zero", options => options.RateLimits.Share = 0);
        yield return Case("RateLimits.Share must be above 0 and at most 1.", "above", options => options.RateLimits.Share = 1.01);
        yield return Case("RateLimits.Share must be above 0 and at most 1.", "no number", options => options.RateLimits.Share = double.NaN);
        yield return Case("RateLimits.Floor must be 0 or more.", "below", options => options.RateLimits.Floor = -1);
        yield return Case(
            "RateLimits.MaxWait must be zero or more and at most a day.", "below",
            options => options.RateLimits.MaxWait = TimeSpan.FromTicks(-1));
        yield return Case(
            "RateLimits.MaxWait must be zero or more and at most a day.", "above",
            options => options.RateLimits.MaxWait = TimeSpan.FromDays(1) + TimeSpan.FromTicks(1));
        yield return Case("AttemptTimeout", "zero", options => options.AttemptTimeout = TimeSpan.Zero);
        yield return Case("AttemptTimeout", "below", options => options.AttemptTimeout = TimeSpan.FromSeconds(-1));
        yield return Case("MaxResponseBytes", "below", options => options.MaxResponseBytes = 1023);
        yield return Case("MaxResponseBytes", "above", options => options.MaxResponseBytes = (1024 * 1024 * 1024) + 1);
        yield return Case("ApplicationName", "two lines", options => options.ApplicationName = "app\r\nX-Injected: 1");
        yield return Case("ApplicationName", "not ASCII", options => options.ApplicationName = "Bücher");
        yield return Case("Retry", "missing", options => options.Retry = null!);
        yield return Case("RateLimits", "missing", options => options.RateLimits = null!);
        yield return Case("Paging", "missing", options => options.Paging = null!);
        yield return Case("TimeProvider", "missing", options => options.TimeProvider = null!);
        yield return Case("BaseAddress", "missing", options => options.BaseAddress = null);
    }

    private static IEnumerable<TestCaseData> ValidOptions()
    {
        yield return Case("Retry", "least", options => options.Retry = new RetryOptions
        {
            MaxRetries = 0, BaseDelay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero, MaxServerDelay = TimeSpan.Zero, MaxTotalTime = TimeSpan.FromTicks(1),
        });
        yield return Case("Retry", "most", options => options.Retry = new RetryOptions
        {
            MaxRetries = 100,
            BaseDelay = TimeSpan.FromDays(1),
            MaxDelay = TimeSpan.FromDays(1),
            MaxServerDelay = TimeSpan.FromDays(1),
            MaxTotalTime = TimeSpan.MaxValue,
        });
        yield return Case("RateLimits", "least", options => options.RateLimits = new RateLimitOptions
        {
            Share = double.Epsilon, Floor = 0, MaxWait = TimeSpan.Zero,
        });
        yield return Case("RateLimits", "most", options => options.RateLimits = new RateLimitOptions
        {
            Share = 1, Floor = int.MaxValue, MaxWait = TimeSpan.FromDays(1),
        });
        yield return Case("AttemptTimeout", "infinite", options => options.AttemptTimeout = Timeout.InfiniteTimeSpan);
        yield return Case("MaxResponseBytes", "least", options => options.MaxResponseBytes = 1024);
        yield return Case("MaxResponseBytes", "most", options => options.MaxResponseBytes = 1024 * 1024 * 1024);
        yield return Case("ApplicationName", "a product", options => options.ApplicationName = "my-app/1.0 (sync; +https://example.com)");
    }

    [Test]
    public void Defaults_match_the_documentation()
    {
        var retry = new RetryOptions();
        Assert.That((retry.MaxRetries, retry.BaseDelay.TotalSeconds, retry.MaxDelay.TotalSeconds), Is.EqualTo((3, 0.5, 30.0)));
        Assert.That((retry.MaxServerDelay.TotalSeconds, retry.MaxTotalTime.TotalMinutes), Is.EqualTo((70.0, 5.0)));
        var limits = new RateLimitOptions();
        Assert.That(
            (limits.IsEnabled, limits.Share, limits.Floor, limits.MaxWait.TotalSeconds, limits.Store),
            Is.EqualTo((true, 1.0, 0, 70.0, (IRateLimitStore?)null)));
        Assert.That(new PagingOptions().Prefetch, Is.True);
    }

    [TestCaseSource(nameof(InvalidOptions))]
    public void Option_out_of_range_is_refused_by_name_when_the_client_is_created(string message, Action<IdentityClientOptions> set)
    {
        foreach (var create in Clients(set))
        {
            Assert.That(
                create, Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo(message.Split(' ')[0]).And.Message.StartsWith(message));
        }
    }

    [TestCaseSource(nameof(ValidOptions))]
    public void Option_at_the_limits_of_its_range_is_allowed(string option, Action<IdentityClientOptions> set)
    {
        foreach (var create in Clients(set))
        {
            Assert.That(create, Throws.Nothing, option);
        }
    }

    [Test]
    public void Missing_credential_is_refused_by_name()
    {
        var address = new Uri("https://vendor.example");
        foreach (var create in new Action[]
        {
            () => _ = new OktaClient(new OktaClientOptions { BaseAddress = address }),
            () => _ = new OneLoginClient(new OneLoginClientOptions { BaseAddress = address }),
            () => _ = new AgilicusClient(new AgilicusClientOptions { BaseAddress = address }),
        })
        {
            Assert.That(create, Throws.ArgumentException.With.Property("ParamName").EqualTo("Credential"));
        }
    }

    private static TestCaseData Case(string option, string value, Action<IdentityClientOptions> set) =>
        new TestCaseData(option, set).SetArgDisplayNames(option, value);

    /// <summary>Creates a client of each vendor with the option set.</summary>
    private static IEnumerable<Action> Clients(Action<IdentityClientOptions> set)
    {
        yield return () => new OktaClient(With(new OktaClientOptions { Credential = OktaCredential.ApiToken("token") }, set)).Dispose();
        yield return () => new OneLoginClient(With(new OneLoginClientOptions { Credential = OneLoginCredential.AccessToken("token") }, set)).Dispose();
        yield return () => new AgilicusClient(With(new AgilicusClientOptions { Credential = AgilicusCredential.AccessToken("token") }, set)).Dispose();
    }

    private static T With<T>(T options, Action<IdentityClientOptions> set)
        where T : IdentityClientOptions
    {
        options.BaseAddress = new Uri("https://vendor.example");
        set(options);
        return options;
    }
}
