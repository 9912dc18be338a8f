using IdentitySdk.Tests.Auth;

namespace IdentitySdk.Tests;

/// <summary>Stores and caches that hang, throw or return wrong values, with every kind of credential: each call has its own result.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StoreSweepTests
{
    public enum Fault
    {
        Throws,
        Hangs,
        ReturnsWrongValues,
        Forgets,
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
            // The clock runs independently of the machine, so time-outs would be random.
            options.Retry.MaxTotalTime = TimeSpan.FromDays(3650);
            options.LoggerFactory = log;
            options.TokenCache = isCache ? new BadCache(fault, clock) : null;
            options.RateLimits.Store = isStore ? new BadStore(fault, clock) : null;

            // Only a store that has denied for longer than any window is known to be wrong.
            options.RateLimits.MaxWait = TimeSpan.FromHours(2);
        });
        var started = clock.GetUtcNow();
        using var pump = new ClockPump(clock, fault == Fault.ReturnsWrongValues ? TimeSpan.FromMilliseconds(100) : null);
        for (var round = 0; round < 3; round++)
        {
            Assert.That(await client.GetOrNull(null, default), Is.Not.Null);
            await client.Write(null, default);
        }

        Assert.That(transport.ApiRequests, Is.EqualTo(6), "nothing is sent twice");
        Assert.That(transport.TokenRequests, Is.InRange(1, fault == Fault.ReturnsWrongValues && isStore ? 2 : 1), "a token may expire during the denials");
        var failures = log.Events.Count(each => each.Id.Name == "RateLimitStoreFailed");
        Assert.That(failures, Is.LessThanOrEqualTo(1 + (int)(clock.GetUtcNow() - started).TotalMinutes), "one per minute");
    }

    [Test]
    public async Task Every_failure_keeps_its_exception_type(
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
        using var pump = new ClockPump(clock, fault == Fault.ReturnsWrongValues ? TimeSpan.FromMilliseconds(100) : null);
        await Assert.ThrowsAsync<ForbiddenException>(() => client.GetOrNull(null, default));
    }

    [Test]
    public async Task Cancellation_ends_every_wait(
        [ValueSource(typeof(VendorClient), nameof(VendorClient.Kinds))] string kind,
        [Values(Fault.Hangs, Fault.ReturnsWrongValues)] Fault fault,
        [Values] bool isCache)
    {
        // This clock does not move, so only the token ends the call.
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

    private static ValueTask<T> FailAsync<T>(Fault fault, Func<T> getWrongValue) => fault switch
    {
        Fault.Throws => throw new InvalidOperationException("down"),
        Fault.Hangs => new(new TaskCompletionSource<T>().Task),
        _ => new(getWrongValue()),
    };

    private sealed class BadStore(Fault fault, TimeProvider clock) : IRateLimitStore
    {
        private readonly MemoryRateLimitStore _inner = new(clock);

        public ValueTask<RateLimitGrant> TakeAsync(string key, RateLimitTerms terms, CancellationToken cancellationToken) => fault == Fault.Forgets
            ? _inner.TakeAsync(Guid.NewGuid().ToString(), terms, cancellationToken)
            : FailAsync(fault, () => RateLimitGrant.Denied(TimeSpan.FromMilliseconds(700)));

        public async ValueTask ReportAsync(string key, long number, RateLimitReport report, CancellationToken cancellationToken) =>
            await FailAsync(fault, () => true);

        public async ValueTask GiveBackAsync(string key, long number, CancellationToken cancellationToken) => await FailAsync(fault, () => true);
    }

    private sealed class BadCache(Fault fault, TimeProvider clock) : ITokenCache
    {
        public ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken) =>
            FailAsync(fault, () => fault == Fault.Forgets ? null : new AccessToken("expired", clock.GetUtcNow().AddYears(-1)));

        public ValueTask<TokenLease?> TryLeaseAsync(string key, TimeSpan duration, CancellationToken cancellationToken) =>
            FailAsync(fault, () => fault == Fault.Forgets ? new TokenLease(1, duration) : (TokenLease?)null);

        public ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken) => FailAsync(fault, () => false);

        public async ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken) => await FailAsync(fault, () => true);
    }
}
