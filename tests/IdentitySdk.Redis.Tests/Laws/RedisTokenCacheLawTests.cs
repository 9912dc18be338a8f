using IdentitySdk.Redis;
using IdentitySdk.Tests.Laws;

namespace IdentitySdk.Tests.Redis.Laws;

/// <summary>The laws with one cache, and with two alternating caches that simulate two processes.</summary>
[TestFixture(1)]
[TestFixture(2)]
public sealed class RedisTokenCacheLawTests(int processes) : TokenCacheLaws
{
    protected override int Samples => 150;

    protected override Task<CacheBench> CreateAsync() => Task.FromResult<CacheBench>(new Bench(processes));

    private sealed class Bench : CacheBench
    {
        private readonly string _prefix = SharedRedis.NewPrefix();
        private readonly ShiftedClock _clock = new();

        public Bench(int processes) => Cache = new AlternatingCaches([.. Enumerable.Range(0, processes).Select(_ => new RedisTokenCache(
            SharedRedis.Connection,
            new RedisOptions
            {
                KeyPrefix = _prefix,
                TimeProvider = _clock,
                Timeout = TimeSpan.FromSeconds(30),

                // A slow machine must not lose its lease.
                HeartbeatTimeout = TimeSpan.FromHours(1),
                TokenProtector = TokenProtector.Aes([.. Enumerable.Range(0, 32).Select(each => (byte)each)]),
            }))]);

        public override ITokenCache Cache { get; }

        public override async Task PassAsync(TimeSpan time)
        {
            await SharedRedis.AgeAsync(_prefix, time);
            _clock.Advance(time);
        }
    }

    /// <summary>Alternates between caches, except for a DPoP token, which does not leave its process.</summary>
    private sealed class AlternatingCaches(RedisTokenCache[] caches) : ITokenCache
    {
        private RedisTokenCache? _bound;
        private int _calls;

        public ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken) => (_bound ?? Next()).GetAsync(key, cancellationToken);

        public ValueTask<TokenLease?> TryLeaseAsync(string key, TimeSpan duration, CancellationToken cancellationToken) =>
            Next().TryLeaseAsync(key, duration, cancellationToken);

        public ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken)
        {
            _bound = token.Type == "DPoP" ? caches[0] : null;
            return (_bound ?? Next()).SetAsync(key, token, lease, cancellationToken);
        }

        public ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken) =>
            Next().ReleaseAsync(key, lease, cancellationToken);

        private RedisTokenCache Next() => caches[Interlocked.Increment(ref _calls) % caches.Length];
    }
}
