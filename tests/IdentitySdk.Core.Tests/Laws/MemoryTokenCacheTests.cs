using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Tests.Laws;

public sealed class MemoryTokenCacheTests : TokenCacheLaws
{
    [Test]
    public void Clock_that_is_null_throws_ArgumentNullException() => Assert.That(() => new MemoryTokenCache(null!), Throws.ArgumentNullException);

    protected override Task<CacheBench> CreateAsync() => Task.FromResult<CacheBench>(new Bench());

    private sealed class Bench : CacheBench
    {
        private readonly FakeTimeProvider _clock = new();

        public Bench() => Cache = new MemoryTokenCache(_clock);

        public override ITokenCache Cache { get; }

        public override Task PassAsync(TimeSpan time)
        {
            _clock.Advance(time);
            return Task.CompletedTask;
        }
    }
}
