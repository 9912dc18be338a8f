using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Tests.Laws;

public sealed class MemoryRateLimitStoreTests : RateLimitStoreLaws
{
    [Test]
    public void Clock_that_is_null_throws_ArgumentNullException() => Assert.That(() => new MemoryRateLimitStore(null!), Throws.ArgumentNullException);

    protected override Task<StoreBench> CreateAsync() => Task.FromResult<StoreBench>(new Bench());

    private sealed class Bench : StoreBench
    {
        private readonly FakeTimeProvider _clock = new();

        public Bench() => Store = new MemoryRateLimitStore(_clock);

        public override IRateLimitStore Store { get; }

        public override Task PassAsync(TimeSpan time)
        {
            _clock.Advance(time);
            return Task.CompletedTask;
        }
    }
}
