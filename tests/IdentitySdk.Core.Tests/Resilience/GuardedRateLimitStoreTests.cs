using IdentitySdk.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Tests;

/// <summary>What the client makes of a store's answers and failures, and what it does without for the SDK's own store.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GuardedRateLimitStoreTests : IDisposable
{
    private static readonly RateLimitTerms s_terms = new(1, 0, TimeSpan.FromMinutes(2));
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);
    private readonly TimerWatch _clock = new();
    private readonly ListLogger _log = new();

    public void Dispose() => _log.Dispose();

    [Test]
    public async Task The_longest_wait_there_can_be_is_taken_at_its_word()
    {
        var guard = Guard(new Store { Grant = RateLimitGrant.Denied(s_longest) });
        Assert.That((await guard.TakeAsync("key", s_terms, s_longest, default))?.Wait, Is.EqualTo(s_longest));
        Assert.That((guard.IsBypassed, _log.Events.Count), Is.EqualTo((false, 0)));
    }

    [Test]
    public async Task A_wait_beyond_the_longest_there_can_be_is_no_answer_and_the_log_says_so()
    {
        var guard = Guard(new Store { Grant = RateLimitGrant.Denied(s_longest + TimeSpan.FromTicks(1)) });
        Assert.That(await guard.TakeAsync("key", s_terms, s_longest, default), Is.Null);
        Assert.That(guard.IsBypassed, Is.True);
        Assert.That(_log.Events.Single().Text, Is.EqualTo("Test rate-limit store failed and is done without for a while: its answer cannot be."));
    }

    [Test]
    public async Task A_report_or_a_call_given_back_that_fails_throws_nothing_and_bypasses_the_store([Values] bool isReport)
    {
        var guard = Guard(new Store { Fault = new IOException("down") });
        await EndAsync(guard, isReport);
        Assert.That(guard.IsBypassed, Is.True);
        Assert.That(_log.Events.Single().Text, Does.EndWith(": IOException."));
    }

    [Test]
    public async Task A_logger_that_fails_costs_neither_the_result_nor_the_bypass([Values] bool isReport)
    {
        var guard = new GuardedRateLimitStore(new Store { Fault = new IOException("down") }, "Test", TimeSpan.FromMilliseconds(250), _clock, new FullDisk());
        await EndAsync(guard, isReport);
        Assert.That(guard.IsBypassed, Is.True);
    }

    [Test]
    public async Task A_bypassed_store_is_told_nothing_until_five_seconds_have_passed([Values] bool isReport)
    {
        var store = new Store();
        var guard = Guard(store);
        guard.Bypass("reason");
        _clock.Advance(GuardedRateLimitStore.BypassTime - TimeSpan.FromTicks(1));
        await EndAsync(guard, isReport);
        Assert.That(store.Ended, Is.Empty);

        _clock.Advance(TimeSpan.FromTicks(1));
        await EndAsync(guard, isReport);
        Assert.That(store.Ended, Is.EqualTo(new[] { isReport ? "report 1" : "give back 1" }));
    }

    [Test]
    public void A_store_that_keeps_failing_is_logged_once_a_minute()
    {
        var guard = Guard(new Store());
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
    public async Task The_SDK_s_own_store_needs_no_timer_and_hears_of_every_end_even_while_it_is_bypassed()
    {
        // A call that it granted would otherwise count as under way until its lease ends.
        var store = new MemoryRateLimitStore(_clock);
        var guard = Guard(store);
        var reported = (await guard.TakeAsync("key", s_terms, s_longest, default))!.Value;
        guard.Bypass("reason");
        await guard.ReportAsync("key", reported.Number, new RateLimitReport(10, 1, s_longest, TimeSpan.Zero, TimeSpan.Zero));
        var last = await store.TakeAsync("key", s_terms, default);
        var beyond = await store.TakeAsync("key", s_terms, default);
        Assert.That((last.IsGranted, beyond.IsGranted), Is.EqualTo((true, false)), "the report says that one is left");

        await guard.GiveBackAsync("key", last.Number);
        Assert.That((await store.TakeAsync("key", s_terms, default)).IsGranted, Is.True, "and that one has been given back");
        Assert.That(_clock.Timers, Is.Zero);
    }

    private static ValueTask EndAsync(GuardedRateLimitStore guard, bool isReport) =>
        isReport ? guard.ReportAsync("key", 1, default) : guard.GiveBackAsync("key", 1);

    private GuardedRateLimitStore Guard(IRateLimitStore store) => new(store, "Test", TimeSpan.FromMilliseconds(250), _clock, _log);

    private IEnumerable<object?> Reasons() => _log.Events.Select(each => each.Values["Failure"]);

    private sealed class Store : IRateLimitStore
    {
        public RateLimitGrant Grant { get; init; } = RateLimitGrant.Granted(1, true);

        public Exception? Fault { get; init; }

        public List<string> Ended { get; } = [];

        public ValueTask<RateLimitGrant> TakeAsync(string key, RateLimitTerms terms, CancellationToken cancellationToken) => new(Grant);

        public ValueTask ReportAsync(string key, long number, RateLimitReport report, CancellationToken cancellationToken) => End($"report {number}");

        public ValueTask GiveBackAsync(string key, long number, CancellationToken cancellationToken) => End($"give back {number}");

        private ValueTask End(string how)
        {
            Ended.Add(how);
            return Fault is null ? default : throw Fault;
        }
    }

    private sealed class FullDisk : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException("disk full");
    }

    /// <summary>A clock that stands still and counts its timers.</summary>
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
