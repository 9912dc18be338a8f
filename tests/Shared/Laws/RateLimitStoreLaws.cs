using CsCheck;

namespace IdentitySdk.Tests.Laws;

/// <summary>The contract of every rate-limit store. The tests of a store derive from this class and create the store.</summary>
public abstract class RateLimitStoreLaws
{
    private const int Limit = 12;
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(20);
    private static readonly RateLimitTerms s_terms = new(1, 0, s_lease);

    private enum Step
    {
        Take,
        Respond,
        RespondLate,
        RespondWithoutReport,
        GiveBack,
        Crash,
        Refuse,
        Wait,
    }

    [Test]
    public async Task First_call_of_an_unknown_key_is_granted_and_the_limit_is_unknown()
    {
        await using var bench = await CreateAsync();
        var grant = await bench.Store.TakeAsync("a", s_terms, default);
        Assert.That((grant.IsGranted, grant.IsLimitKnown, grant.Wait), Is.EqualTo((true, false, TimeSpan.Zero)));
    }

    [Test]
    public async Task Numbers_start_at_1_and_increase()
    {
        await using var bench = await CreateAsync();
        var numbers = new List<long>();
        for (var call = 0; call < 5; call++)
        {
            numbers.Add((await bench.Store.TakeAsync("a", s_terms, default)).Number);
        }

        Assert.That(numbers[0], Is.GreaterThanOrEqualTo(1));
        Assert.That(numbers, Is.Ordered.And.Unique);
    }

    [Test]
    public async Task Remaining_calls_of_a_response_are_granted_and_further_ones_wait()
    {
        await using var bench = await CreateAsync();
        await ReportLimitAsync(bench, remaining: 3);
        Assert.That(await GrantedAsync(bench, s_terms), Is.EqualTo(3));
        var denied = await bench.Store.TakeAsync("a", s_terms, default);
        Assert.That(denied.IsGranted, Is.False);
        Assert.That(denied.Wait, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(s_window));
    }

    [Test]
    public async Task After_the_reset_the_known_limit_holds()
    {
        await using var bench = await CreateAsync();
        await ReportLimitAsync(bench, remaining: 0);
        await bench.PassAsync(s_window);
        Assert.That(await GrantedAsync(bench, s_terms), Is.EqualTo(Limit));
    }

    [Test]
    public async Task Share_and_floor_are_left_to_others()
    {
        await using var bench = await CreateAsync();
        await ReportLimitAsync(bench, remaining: Limit);
        Assert.That(await GrantedAsync(bench, s_terms with { Share = 0.5, Floor = 8 }), Is.EqualTo(4));
    }

    [Test]
    public async Task Keys_have_separate_budgets()
    {
        await using var bench = await CreateAsync();
        await ReportLimitAsync(bench, remaining: 0);
        Assert.That((await bench.Store.TakeAsync("b", s_terms, default)).IsGranted, Is.True);
    }

    [Test]
    public async Task Response_to_an_earlier_call_never_raises_what_is_left()
    {
        await using var bench = await CreateAsync();
        var first = await bench.Store.TakeAsync("a", s_terms, default);
        var second = await bench.Store.TakeAsync("a", s_terms, default);
        await bench.Store.ReportAsync("a", second.Number, Reported(2), default);
        await bench.Store.ReportAsync("a", first.Number, Reported(9), default);
        Assert.That(await GrantedAsync(bench, s_terms), Is.EqualTo(2));
    }

    [Test]
    public async Task Response_to_the_latest_sent_call_replaces_earlier_reports()
    {
        await using var bench = await CreateAsync();
        await ReportLimitAsync(bench, remaining: 1);
        var latest = await bench.Store.TakeAsync("a", s_terms, default);
        await bench.Store.ReportAsync("a", latest.Number, Reported(7), default);
        Assert.That(await GrantedAsync(bench, s_terms), Is.EqualTo(7));
    }

    [Test]
    public async Task Call_that_is_given_back_does_not_count()
    {
        await using var bench = await CreateAsync();
        await ReportLimitAsync(bench, remaining: 1);
        var taken = await bench.Store.TakeAsync("a", s_terms, default);
        Assert.That((await bench.Store.TakeAsync("a", s_terms, default)).IsGranted, Is.False);
        await bench.Store.GiveBackAsync("a", taken.Number, default);
        Assert.That((await bench.Store.TakeAsync("a", s_terms, default)).IsGranted, Is.True);
    }

    [Test]
    public async Task Refusal_denies_calls_for_the_reported_time()
    {
        await using var bench = await CreateAsync();
        var refused = await bench.Store.TakeAsync("a", s_terms, default);
        await bench.Store.ReportAsync("a", refused.Number, new RateLimitReport(0, 0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(10)), default);
        var denied = await bench.Store.TakeAsync("a", s_terms, default);
        Assert.That(denied.IsGranted, Is.False);
        Assert.That(denied.Wait, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromSeconds(10)));
        await bench.PassAsync(TimeSpan.FromSeconds(10));
        Assert.That((await bench.Store.TakeAsync("a", s_terms, default)).IsGranted, Is.True);
    }

    [Test]
    public async Task Call_of_a_dead_process_counts_only_in_its_window()
    {
        await using var bench = await CreateAsync();
        await ReportLimitAsync(bench, remaining: 2);
        await bench.Store.TakeAsync("a", s_terms, default);
        Assert.That(await GrantedAsync(bench, s_terms), Is.EqualTo(1));
        await bench.PassAsync(s_window + s_lease + s_lease);
        Assert.That(await GrantedAsync(bench, s_terms), Is.EqualTo(Limit));
    }

    [Test]
    public async Task Unknown_numbers_change_nothing()
    {
        await using var bench = await CreateAsync();
        await ReportLimitAsync(bench, remaining: 2);
        await bench.Store.TakeAsync("a", s_terms, default);
        await bench.Store.GiveBackAsync("a", long.MaxValue, default);
        await bench.Store.GiveBackAsync("a", 0, default);
        Assert.That(await GrantedAsync(bench, s_terms), Is.EqualTo(1));
    }

    [Test]
    public async Task Concurrent_callers_take_no_more_than_the_budget()
    {
        await using var bench = await CreateAsync();
        await ReportLimitAsync(bench, remaining: Limit);
        var grants = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => bench.Store.TakeAsync("a", s_terms, default).AsTask())));
        Assert.That(grants.Count(grant => grant.IsGranted), Is.EqualTo(Limit));
        Assert.That(grants.Where(grant => grant.IsGranted).Select(grant => grant.Number), Is.Unique);
    }

    /// <summary>Calls that complete in any way and order, against a server that counts calls when they are sent: none is refused or blocked forever.</summary>
    [Test]
    public Task Random_calls_are_never_refused_by_the_server() =>
        Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 5]).Array[1, Steps].SampleAsync(RunAsync, iter: Samples, threads: 1);

    /// <summary>The length and the number of random runs: fewer for a slow store.</summary>
    protected virtual int Steps => 120;

    /// <inheritdoc cref="Steps"/>
    protected virtual int Samples => 500;

    /// <summary>Creates an empty store.</summary>
    protected abstract Task<StoreBench> CreateAsync();

    private async Task RunAsync((Step Step, int Which)[] steps)
    {
        await using var bench = await CreateAsync();
        var server = new Server();
        var now = TimeSpan.Zero;

        // Without a first report, the length of a window would be unknown.
        var first = await bench.Store.TakeAsync("a", s_terms, default);
        await bench.Store.ReportAsync("a", first.Number, server.Count(now), default);

        // The calls in flight, with the report that the server created when it received the call.
        var inFlight = new List<(long Number, RateLimitReport Report, TimeSpan Counted)>();
        foreach (var (step, which) in steps)
        {
            var index = inFlight.Count == 0 ? -1 : which % inFlight.Count;
            switch (step)
            {
                case Step.Take or Step.Crash or Step.GiveBack:
                    if (await TakeAsync(bench, server, step, which, now) is { } taken)
                    {
                        inFlight.Add(taken);
                    }

                    break;
                case Step.Respond or Step.RespondLate or Step.RespondWithoutReport when index >= 0:
                    var call = inFlight[step == Step.Respond ? inFlight.Count - 1 : index];
                    inFlight.Remove(call);

                    // A slow report: its window is shorter on arrival, unless the report contains a time instead of seconds.
                    var took = now - call.Counted;
                    var resetsIn = call.Report.ResetsIn - (which % 2 == 0 ? took : TimeSpan.Zero);
                    var late = call.Report with { ResetsIn = resetsIn, Took = took, RefusedFor = TimeSpan.Zero };
                    await bench.Store.ReportAsync("a", call.Number, step == Step.RespondWithoutReport ? default : late, default);
                    break;
                case Step.Refuse when index >= 0:
                    var refusal = new RateLimitReport(0, 0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(which));
                    await bench.Store.ReportAsync("a", inFlight[index].Number, refusal, default);
                    inFlight.RemoveAt(index);
                    break;
                case Step.Wait:
                    await bench.PassAsync(TimeSpan.FromSeconds(which * 4));
                    now += TimeSpan.FromSeconds(which * 4);
                    break;
            }
        }

        // After all leases and the window have ended, the whole limit is available.
        await bench.PassAsync(s_window + s_window + s_lease + s_lease);
        if ((await bench.Store.TakeAsync("a", s_terms, default)) is { IsLimitKnown: true })
        {
            Assert.That(await GrantedAsync(bench, s_terms), Is.EqualTo(Limit - 1));
        }
    }

    /// <summary>Takes a call, and then sends it, gives it back, or drops it as a dead process does, sent or not.</summary>
    /// <returns>The call in flight; null when there is none.</returns>
    private static async Task<(long Number, RateLimitReport Report, TimeSpan Counted)?> TakeAsync(
        StoreBench bench, Server server, Step step, int which, TimeSpan now)
    {
        var grant = await bench.Store.TakeAsync("a", s_terms, default);
        if (!grant.IsGranted)
        {
            Assert.That(grant.Wait, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(s_window));
            return null;
        }

        if (step == Step.GiveBack)
        {
            await bench.Store.GiveBackAsync("a", grant.Number, default);
            return null;
        }

        var report = step == Step.Take || which % 2 == 0 ? server.Count(now) : default;
        Assert.That(step == Step.Take ? report.RefusedFor : TimeSpan.Zero, Is.EqualTo(TimeSpan.Zero), "the server refused a call");
        return step == Step.Take ? (grant.Number, report, now) : null;
    }

    private static async Task ReportLimitAsync(StoreBench bench, int remaining)
    {
        var grant = await bench.Store.TakeAsync("a", s_terms, default);
        await bench.Store.ReportAsync("a", grant.Number, Reported(remaining), default);
    }

    private static async Task<int> GrantedAsync(StoreBench bench, RateLimitTerms terms)
    {
        var granted = 0;
        for (; granted <= Limit && (await bench.Store.TakeAsync("a", terms, default)).IsGranted; granted++)
        {
        }

        return granted;
    }

    private static RateLimitReport Reported(int remaining) => new(Limit, remaining, s_window, TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>Counts calls in windows that begin at whole minutes.</summary>
    private sealed class Server
    {
        private long _window = -1;
        private int _used;

        public RateLimitReport Count(TimeSpan now)
        {
            var window = now.Ticks / s_window.Ticks;
            (_used, _window) = (window == _window ? _used + 1 : 1, window);
            var resetsIn = TimeSpan.FromTicks(((window + 1) * s_window.Ticks) - now.Ticks);
            return new(Limit, Math.Max(Limit - _used, 0), resetsIn, TimeSpan.Zero, _used > Limit ? TimeSpan.FromSeconds(1) : TimeSpan.Zero);
        }
    }
}
