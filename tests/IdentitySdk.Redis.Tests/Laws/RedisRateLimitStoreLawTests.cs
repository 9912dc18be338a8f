using IdentitySdk.Redis;
using IdentitySdk.Tests.Laws;

namespace IdentitySdk.Tests.Redis.Laws;

/// <summary>The laws with one store, and with two alternating stores that simulate two processes.</summary>
[TestFixture(1)]
[TestFixture(2)]
public sealed class RedisRateLimitStoreLawTests(int processes) : RateLimitStoreLaws
{
    protected override int Steps => 120;

    protected override int Samples => 150;

    protected override Task<StoreBench> CreateAsync() => Task.FromResult<StoreBench>(new Bench(processes));

    private sealed class Bench : StoreBench
    {
        private readonly string _prefix = SharedRedis.NewPrefix();
        private readonly ShiftedClock _clock = new();
        private readonly RedisRateLimitStore[] _stores;

        public Bench(int processes)
        {
            _stores = [.. Enumerable.Range(0, processes).Select(_ => new RedisRateLimitStore(
                SharedRedis.Connection, new RedisOptions { KeyPrefix = _prefix, TimeProvider = _clock, Timeout = TimeSpan.FromSeconds(30) }))];
            Store = new AlternatingStores(_stores);
        }

        public override IRateLimitStore Store { get; }

        public override async Task PassAsync(TimeSpan time)
        {
            foreach (var store in _stores)
            {
                await store.FlushAsync();
            }

            await SharedRedis.AgeAsync(_prefix, time);
            _clock.Advance(time);
        }

        public override async ValueTask DisposeAsync()
        {
            foreach (var store in _stores)
            {
                await store.DisposeAsync();
            }
        }
    }

    /// <summary>Alternates between stores; a call completes at the store that granted it.</summary>
    private sealed class AlternatingStores(RedisRateLimitStore[] stores) : IRateLimitStore
    {
        private readonly Dictionary<long, RedisRateLimitStore> _granted = [];
        private int _calls;

        public async ValueTask<RateLimitGrant> TakeAsync(string key, RateLimitTerms terms, CancellationToken cancellationToken)
        {
            var store = stores[Interlocked.Increment(ref _calls) % stores.Length];
            var grant = await store.TakeAsync(key, terms, cancellationToken);
            Assert.That(grant.Number, Is.Zero.Or.GreaterThanOrEqualTo(SharedBucket.FirstNumber), "Redis was not used");
            lock (_granted)
            {
                _granted[grant.Number] = store;
            }

            return grant;
        }

        public async ValueTask ReportAsync(string key, long number, RateLimitReport report, CancellationToken cancellationToken)
        {
            await Of(number).ReportAsync(key, number, report, cancellationToken);
            await FlushAsync();
        }

        public async ValueTask GiveBackAsync(string key, long number, CancellationToken cancellationToken)
        {
            await Of(number).GiveBackAsync(key, number, cancellationToken);
            await FlushAsync();
        }

        /// <summary>Sends queued reports, which the other store cannot see otherwise.</summary>
        private async Task FlushAsync()
        {
            foreach (var store in stores.Length > 1 ? stores : [])
            {
                await store.FlushAsync();
            }
        }

        private RedisRateLimitStore Of(long number)
        {
            lock (_granted)
            {
                return _granted.GetValueOrDefault(number, stores[0]);
            }
        }
    }
}
