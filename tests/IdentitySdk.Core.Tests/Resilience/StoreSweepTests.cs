using IdentitySdk.Tests.Auth;

namespace IdentitySdk.Tests;

/// <summary>Stores and caches that hang, throw and lie, under every vendor and every way to get a token: each call has its own result.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StoreSweepTests
{
    public enum Fault
    {
        Throws,
        Hangs,
        Lies,
        Loses,
    }

    [Test]
    public async Task Every_call_has_its_own_result_in_bounded_time(
        [ValueSource(typeof(VendorClient), nameof(VendorClient.Kinds))] string kind, [Values] Fault fault, [Values] bool isCache, [Values] bool isStore)
    {
        var clock = new TestClock();
        using var transport = new TokenTransport();
        using var log = new ListLogger();
        using var client = VendorClient.Create(kind, transport, clock, options =>
        {
            // The clock runs freely here, so that no time-out may depend on how busy the machine is.
            options.Retry.MaxTotalTime = TimeSpan.FromDays(3650);
            options.LoggerFactory = log;
            options.TokenCache = isCache ? new BadCache(fault, clock) : null;
            options.RateLimits.Store = isStore ? new BadStore(fault, clock) : null;

            // Only when a store has denied for longer than any window is it known to lie.
            options.RateLimits.MaxWait = TimeSpan.FromHours(2);
        });
        var started = clock.GetUtcNow();
        using var pump = new ClockPump(clock, fault == Fault.Lies ? TimeSpan.FromMilliseconds(100) : null);
        for (var round = 0; round < 3; round++)
        {
            Assert.That(await client.GetOrNull(null, default), Is.Not.Null);
            await client.Write(null, default);
        }

        Assert.That(transport.ApiRequests, Is.EqualTo(6), "nothing is sent twice");
        Assert.That(transport.TokenRequests, Is.InRange(1, fault == Fault.Lies && isStore ? 2 : 1), "a token may expire before a lie is found out");
        Assert.That(log.Events.Count(each => each.Id.Name == "RateLimitStoreFailed"), Is.LessThanOrEqualTo(1 + (int)(clock.GetUtcNow() - started).TotalMinutes), "one a minute");
    }

    [Test]
    public async Task Every_failure_stays_what_it_is(
        [ValueSource(typeof(VendorClient), nameof(VendorClient.Kinds))] string kind, [Values] Fault fault)
    {
        var clock = new TestClock();
        using var transport = new TokenTransport { Api = (_, _) => Task.FromResult(ScriptedTransport.Response(403)) };
        using var client = VendorClient.Create(kind, transport, clock, options =>
        {
            options.Retry.MaxTotalTime = TimeSpan.FromDays(3650);
            (options.TokenCache, options.RateLimits.Store) = (new BadCache(fault, clock), new BadStore(fault, clock));
            options.RateLimits.MaxWait = TimeSpan.FromHours(2);
        });
        using var pump = new ClockPump(clock, fault == Fault.Lies ? TimeSpan.FromMilliseconds(100) : null);
        await Assert.ThrowsAsync<ForbiddenException>(() => client.GetOrNull(null, default));
    }

    [Test]
    public async Task A_cancellation_ends_every_wait(
        [ValueSource(typeof(VendorClient), nameof(VendorClient.Kinds))] string kind, [Values(Fault.Hangs, Fault.Lies)] Fault fault, [Values] bool isCache)
    {
        // Nobody moves this clock: what ends the call is its token alone.
        var clock = new TestClock { IsAutomatic = false };
        using var transport = new TokenTransport { Token = ScriptedTransport.Never };
        using var cancellation = new CancellationTokenSource();
        using var client = VendorClient.Create(kind, transport, clock, options =>
        {
            options.TokenCache = isCache ? new BadCache(fault, clock) : null;
            options.RateLimits.Store = isCache ? null : new BadStore(fault, clock);
        });
        var call = client.Write(null, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.That(transport.ApiRequests, Is.Zero);
    }

    private static ValueTask<T> FailAsync<T>(Fault fault, Func<T> lie) => fault switch
    {
        Fault.Throws => throw new InvalidOperationException("down"),
        Fault.Hangs => new(new TaskCompletionSource<T>().Task),
        _ => new(lie()),
    };

    private sealed class BadStore(Fault fault, TimeProvider clock) : IRateLimitStore
    {
        private readonly MemoryRateLimitStore _inner = new(clock);

        public ValueTask<RateLimitGrant> TakeAsync(string key, RateLimitTerms terms, CancellationToken cancellationToken) => fault == Fault.Loses
            ? _inner.TakeAsync(Guid.NewGuid().ToString(), terms, cancellationToken)
            : FailAsync(fault, () => RateLimitGrant.Denied(TimeSpan.FromMilliseconds(700)));

        public async ValueTask ReportAsync(string key, long number, RateLimitReport report, CancellationToken cancellationToken) => await FailAsync(fault, () => true);

        public async ValueTask GiveBackAsync(string key, long number, CancellationToken cancellationToken) => await FailAsync(fault, () => true);
    }

    private sealed class BadCache(Fault fault, TimeProvider clock) : ITokenCache
    {
        public ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken) =>
            FailAsync(fault, () => fault == Fault.Loses ? null : new AccessToken("expired", clock.GetUtcNow().AddYears(-1)));

        public ValueTask<TokenLease?> TryLeaseAsync(string key, TimeSpan duration, CancellationToken cancellationToken) =>
            FailAsync(fault, () => fault == Fault.Loses ? new TokenLease(1, duration) : (TokenLease?)null);

        public ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken) => FailAsync(fault, () => false);

        public async ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken) => await FailAsync(fault, () => true);
    }
}
