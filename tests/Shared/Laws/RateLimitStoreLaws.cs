using CsCheck;

namespace IdentitySdk.Tests.Laws;

/// <summary>What every rate-limit store keeps, wherever it keeps it. A store's tests derive from this class and make the store.</summary>
public abstract class RateLimitStoreLaws
{
    private const int Limit = 12;
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(20);
    private static readonly RateLimitTerms s_terms = new(1, 0, s_lease);

    private enum Step
    {
        Take,
        Answer,
        AnswerLate,
        AnswerWithoutReport,
        GiveBack,
        Crash,
        Refuse,
        Wait,
    }

    [Test]
    public async Task The_first_call_of_an_unknown_key_is_granted_and_the_limit_is_unknown()
    {
        await using var bench = await CreateAsync();
        var grant = await bench.Store.TakeAsync("a", s_terms, default);
        Assert.That((grant.IsGranted, grant.IsLimitKnown, grant.Wait), Is.EqualTo((true, false, TimeSpan.Zero)));
    }

    [Test]
    public async Task Numbers_rise_and_begin_with_one()
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
    public async Task What_a_response_reports_is_what_is_left_and_then_a_call_waits_for_the_reset()
    {
        await using var bench = await CreateAsync();
        await LearnAsync(bench, remaining: 3);
        Assert.That(await GrantedAsync(bench, s_terms), Is.EqualTo(3));
        var denied = await bench.Store.TakeAsync("a", s_terms, default);
        Assert.That(denied.IsGranted, Is.False);
        Assert.That(denied.Wait, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(s_window));
    }

    [Test]
    public async Task After_the_reset_the_known_limit_holds()
    {
        await using var bench = await CreateAsync();
        await LearnAsync(bench, remaining: 0);
        await bench.PassAsync(s_window);
        Assert.That(await GrantedAsync(bench, s_terms), Is.EqualTo(Limit));
    }

    [Test]
    public async Task A_share_and_a_floor_are_left_to_others()
    {
        await using var bench = await CreateAsync();
        await LearnAsync(bench, remaining: Limit);
        Assert.That(await GrantedAsync(bench, s_terms with { Share = 0.5, Floor = 8 }), Is.EqualTo(4));
    }

    [Test]
    public async Task Keys_have_budgets_of_their_own()
    {
        await using var bench = await CreateAsync();
        await LearnAsync(bench, remaining: 0);
        Assert.That((await bench.Store.TakeAsync("b", s_terms, default)).IsGranted, Is.True);
    }

    [Test]
    public async Task The_response_to_an_earlier_call_never_raises_what_is_left()
    {
        await using var bench = await CreateAsync();
        var first = await bench.Store.TakeAsync("a", s_terms, default);
        var second = await bench.Store.TakeAsync("a", s_terms, default);
        await bench.Store.ReportAsync("a", second.Number, Reported(2), default);
        await bench.Store.ReportAsync("a", first.Number, Reported(9), default);
        Assert.That(await GrantedAsync(bench, s_terms), Is.EqualTo(2));
    }

    [Test]
    public async Task The_response_to_the_latest_sent_call_counts_whatever_an_earlier_one_said()
    {
        await using var bench = await CreateAsync();
        await LearnAsync(bench, remaining: 1);
        var latest = await bench.Store.TakeAsync("a", s_terms, default);
        await bench.Store.ReportAsync("a", latest.Number, Reported(7), default);
        Assert.That(await GrantedAsync(bench, s_terms), Is.EqualTo(7));
    }

    [Test]
    public async Task A_call_that_is_given_back_is_not_taken()
    {
        await using var bench = await CreateAsync();
        await LearnAsync(bench, remaining: 1);
        var taken = await bench.Store.TakeAsync("a", s_terms, default);
        Assert.That((await bench.Store.TakeAsync("a", s_terms, default)).IsGranted, Is.False);
        await bench.Store.GiveBackAsync("a", taken.Number, default);
        Assert.That((await bench.Store.TakeAsync("a", s_terms, default)).IsGranted, Is.True);
    }

    [Test]
    public async Task A_refusal_keeps_everyone_away_for_as_long_as_it_asked()
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
    public async Task A_call_whose_process_died_counts_in_its_window_and_not_for_ever()
    {
        await using var bench = await CreateAsync();
        await LearnAsync(bench, remaining: 2);
        await bench.Store.TakeAsync("a", s_terms, default);
        Assert.That(await GrantedAsync(bench, s_terms), Is.EqualTo(1));
        await bench.PassAsync(s_window + s_lease + s_lease);
        Assert.That(await GrantedAsync(bench, s_terms), Is.EqualTo(Limit));
    }

    [Test]
    public async Task Numbers_that_were_never_granted_change_nothing()
    {
        await using var bench = await CreateAsync();
        await LearnAsync(bench, remaining: 2);
        await bench.Store.TakeAsync("a", s_terms, default);
        await bench.Store.GiveBackAsync("a", long.MaxValue, default);
        await bench.Store.GiveBackAsync("a", 0, default);
        Assert.That(await GrantedAsync(bench, s_terms), Is.EqualTo(1));
    }

    [Test]
    public async Task Callers_at_once_take_no_more_than_there_is()
    {
        await using var bench = await CreateAsync();
        await LearnAsync(bench, remaining: Limit);
        var grants = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => bench.Store.TakeAsync("a", s_terms, default).AsTask())));
        Assert.That(grants.Count(grant => grant.IsGranted), Is.EqualTo(Limit));
        Assert.That(grants.Where(grant => grant.IsGranted).Select(grant => grant.Number), Is.Unique);
    }

    /// <summary>A server that counts every call when it was sent, and calls that end in every way and order: it never refuses one, and never is one stuck for ever.</summary>
    [Test]
    public Task Whatever_becomes_of_the_calls_the_server_never_has_to_refuse_one() =>
        Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 5]).Array[1, Steps].SampleAsync(RunAsync, iter: Samples, threads: 1);

    /// <summary>How long a random run is, and how many there are: fewer where a store is slow.</summary>
    protected virtual int Steps => 120;

    /// <inheritdoc cref="Steps"/>
    protected virtual int Samples => 500;

    /// <summary>A store without anything in it.</summary>
    protected abstract Task<StoreBench> CreateAsync();

    private async Task RunAsync((Step Step, int Which)[] steps)
    {
        await using var bench = await CreateAsync();
        var server = new Server();
        var now = TimeSpan.Zero;

        // Whoever has never seen how long a window is cannot know when one is over that nobody reports.
        var first = await bench.Store.TakeAsync("a", s_terms, default);
        await bench.Store.ReportAsync("a", first.Number, server.Count(now), default);

        // The calls under way: each has its number, and what the server will report, which it counted when the call came.
        var underWay = new List<(long Number, RateLimitReport Report, TimeSpan Counted)>();
        foreach (var (step, which) in steps)
        {
            var index = underWay.Count == 0 ? -1 : which % underWay.Count;
            switch (step)
            {
                case Step.Take or Step.Crash or Step.GiveBack:
                    if (await TakeAsync(bench, server, step, which, now) is { } taken)
                    {
                        underWay.Add(taken);
                    }

                    break;
                case Step.Answer or Step.AnswerLate or Step.AnswerWithoutReport when index >= 0:
                    var call = underWay[step == Step.Answer ? underWay.Count - 1 : index];
                    underWay.Remove(call);

                    // The report travels: its window is shorter by then, also where it names seconds and not a time.
                    var took = now - call.Counted;
                    var late = call.Report with { ResetsIn = call.Report.ResetsIn - (which % 2 == 0 ? took : TimeSpan.Zero), Took = took, RefusedFor = TimeSpan.Zero };
                    await bench.Store.ReportAsync("a", call.Number, step == Step.AnswerWithoutReport ? default : late, default);
                    break;
                case Step.Refuse when index >= 0:
                    await bench.Store.ReportAsync("a", underWay[index].Number, new RateLimitReport(0, 0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(which)), default);
                    underWay.RemoveAt(index);
                    break;
                case Step.Wait:
                    await bench.PassAsync(TimeSpan.FromSeconds(which * 4));
                    now += TimeSpan.FromSeconds(which * 4);
                    break;
            }
        }

        // Whatever is lost: when its leases and the window have ended, there is the whole limit again.
        await bench.PassAsync(s_window + s_window + s_lease + s_lease);
        if ((await bench.Store.TakeAsync("a", s_terms, default)) is { IsLimitKnown: true })
        {
            Assert.That(await GrantedAsync(bench, s_terms), Is.EqualTo(Limit - 1));
        }
    }

    /// <summary>Takes a call and sends it, gives it back, or lets its process die before or after it was sent.</summary>
    /// <returns>The call under way; null when there is none.</returns>
    private static async Task<(long Number, RateLimitReport Report, TimeSpan Counted)?> TakeAsync(StoreBench bench, Server server, Step step, int which, TimeSpan now)
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
        Assert.That(step == Step.Take ? report.RefusedFor : TimeSpan.Zero, Is.EqualTo(TimeSpan.Zero), "the server had to refuse a call");
        return step == Step.Take ? (grant.Number, report, now) : null;
    }

    private static async Task LearnAsync(StoreBench bench, int remaining)
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
