using IdentitySdk.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Tests;

/// <summary>Grants and failures of a store, when it is bypassed, and what the SDK's own store does not need.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GuardedRateLimitStoreTests : IDisposable
{
    private static readonly RateLimitTerms s_terms = new(1, 0, TimeSpan.FromMinutes(2));
    private static readonly TimeSpan s_maxWait = TimeSpan.FromMinutes(1);
    private readonly TimerWatch _clock = new();
    private readonly ListLogger _log = new();

    public void Dispose() => _log.Dispose();

    [Test]
    public async Task Longest_possible_wait_is_accepted()
    {
        var guard = Guard(new ScriptedRateLimitStore(RateLimitGrant.Denied(s_maxWait)));
        Assert.That((await guard.TakeAsync("key", s_terms, default))?.Wait, Is.EqualTo(s_maxWait));
        Assert.That((guard.IsBypassed, _log.Events.Count), Is.EqualTo((false, 0)));
    }

    [Test]
    public async Task Longer_wait_is_invalid_and_logged()
    {
        var guard = Guard(new ScriptedRateLimitStore(RateLimitGrant.Denied(s_maxWait + TimeSpan.FromTicks(1))));
        Assert.That(await guard.TakeAsync("key", s_terms, default), Is.Null);
        Assert.That(guard.IsBypassed, Is.True);
        Assert.That(_log.Events.Single().Text, Is.EqualTo("Test rate-limit store failed and is bypassed for a while: invalid grant."));
    }

    [Test]
    public async Task Failed_notification_throws_nothing_and_bypasses_the_store([Values] bool isReport)
    {
        var guard = Guard(new ScriptedRateLimitStore { End = () => throw new IOException("down") });
        await EndAsync(guard, isReport);
        Assert.That(guard.IsBypassed, Is.True);
        Assert.That(_log.Events.Single().Text, Does.EndWith(": IOException."));
    }

    [Test]
    public async Task Logger_that_throws_prevents_neither_the_result_nor_the_bypass([Values] bool isReport)
    {
        var store = new ScriptedRateLimitStore { End = () => throw new IOException("down") };
        var guard = new GuardedRateLimitStore(store, "Test", TimeSpan.FromMilliseconds(250), s_maxWait, _clock, new SafeLogger(new FullDisk()));
        await EndAsync(guard, isReport);
        Assert.That(guard.IsBypassed, Is.True);
    }

    [Test]
    public async Task Bypassed_store_is_not_notified_for_five_seconds([Values] bool isReport)
    {
        var store = new ScriptedRateLimitStore();
        var guard = Guard(store);
        guard.Bypass("reason");
        _clock.Advance(GuardedRateLimitStore.BypassTime - TimeSpan.FromTicks(1));
        await EndAsync(guard, isReport);
        Assert.That(store.Reported.Concat(store.GivenBack), Is.Empty);

        _clock.Advance(TimeSpan.FromTicks(1));
        await EndAsync(guard, isReport);
        Assert.That(isReport ? store.Reported : store.GivenBack, Is.EqualTo(new[] { 1L }));
    }

    [Test]
    public void Store_that_keeps_failing_is_logged_once_a_minute()
    {
        var guard = Guard(new ScriptedRateLimitStore());
        guard.Bypass("first");
        guard.Bypass("second");
        _clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        guard.Bypass("third");
        Assert.That(Reasons(), Is.EqualTo(new[] { "first" }));

        _clock.Advance(TimeSpan.FromTicks(1));
        guard.Bypass("fourth");
        guard.Bypass("fifth");
        Assert.That(Reasons(), Is.EqualTo(new[] { "first", "fourth" }));
    }

    [Test]
    public async Task Own_store_needs_no_timer_and_is_notified_while_bypassed()
    {
        // Otherwise, calls that it granted would count as under way until their leases end.
        var store = new MemoryRateLimitStore(_clock);
        var guard = Guard(store);
        var reported = (await guard.TakeAsync("key", s_terms, default))!.Value;
        guard.Bypass("reason");
        await guard.ReportAsync("key", reported.Number, new RateLimitReport(10, 1, s_maxWait, TimeSpan.Zero, TimeSpan.Zero));
        var last = await store.TakeAsync("key", s_terms, default);
        var beyond = await store.TakeAsync("key", s_terms, default);
        Assert.That((last.IsGranted, beyond.IsGranted), Is.EqualTo((true, false)), "the report leaves one call");

        await guard.GiveBackAsync("key", last.Number);
        Assert.That((await store.TakeAsync("key", s_terms, default)).IsGranted, Is.True, "that call has been given back");
        Assert.That(_clock.Timers, Is.Zero);
    }

    private static ValueTask EndAsync(GuardedRateLimitStore guard, bool isReport) =>
        isReport ? guard.ReportAsync("key", 1, default) : guard.GiveBackAsync("key", 1);

    private GuardedRateLimitStore Guard(IRateLimitStore store) => new(store, "Test", TimeSpan.FromMilliseconds(250), s_maxWait, _clock, _log);

    private IEnumerable<object?> Reasons() => _log.Events.Select(each => each.Values["Failure"]);

    private sealed class FullDisk : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException("disk full");
    }

    /// <summary>A clock that does not move by itself and counts its timers.</summary>
    private sealed class TimerWatch() : FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))
    {
        public int Timers { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Timers++;
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
