namespace IdentitySdk.Tests.Auth;

/// <summary>One refreshes for all who share a cache, and no cache keeps anyone from a token.</summary>
public sealed class TokenLeaseTests
{
    // The clock runs freely in some of these tests, so that this time-out must not depend on how busy the machine is.
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    [Test]
    public async Task Of_two_clients_one_refreshes_and_the_other_takes_its_token()
    {
        var cache = new CountingCache();
        var (first, second) = (new FakeTokenEndpoint(cache, cacheTimeout: s_hour), new FakeTokenEndpoint(cache, cacheTimeout: s_hour));
        var holder = first.Ask();
        var request = await first.NextAsync();
        var waiter = second.Ask();
        await TestClock.WaitUntilAsync(() => cache.Denied > 0 || second.Calls > 0, "the second client's turn");
        request.SetResult(first.Token("one"));
        Assert.That((await holder).Value, Is.EqualTo("one"));
        Assert.That((await PumpAsync(second, waiter)).Value, Is.EqualTo("one"));
        Assert.That(second.Calls, Is.Zero);
    }

    [Test]
    public async Task When_the_holder_fails_the_other_refreshes()
    {
        var cache = new CountingCache();
        var (first, second) = (new FakeTokenEndpoint(cache, cacheTimeout: s_hour), new FakeTokenEndpoint(cache, cacheTimeout: s_hour));
        var holder = first.Ask();
        var request = await first.NextAsync();
        var waiter = second.Ask();
        await TestClock.WaitUntilAsync(() => cache.Denied > 0 || second.Calls > 0, "the second client's turn");
        request.SetException(new FakeTokenEndpoint.TestException());
        Assert.That(async () => await holder, Throws.TypeOf<FakeTokenEndpoint.TestException>());
        var pumped = PumpAsync(second, waiter);
        await second.AnswerAsync(second.Token("two"));
        Assert.That((await pumped).Value, Is.EqualTo("two"));
        Assert.That(cache.Denied, Is.LessThan(40), "it did not have to wait until its patience was at an end");
    }

    [Test]
    public async Task A_holder_that_is_never_heard_of_again_is_waited_for_five_seconds()
    {
        var cache = new MemoryTokenCache();
        await cache.TryLeaseAsync("key", TimeSpan.FromHours(1), default);
        var vendor = new FakeTokenEndpoint(cache);
        var started = vendor.Clock.GetUtcNow();
        var waiter = vendor.Ask();
        var pumped = PumpAsync(vendor, waiter);
        await vendor.AnswerAsync(vendor.Token("one"));
        Assert.That((await pumped).Value, Is.EqualTo("one"));
        Assert.That(vendor.Clock.GetUtcNow() - started, Is.InRange(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)));
    }

    [TestCase("throws")]
    [TestCase("hangs")]
    [TestCase("gives up")]
    public async Task A_cache_that_does_not_answer_costs_a_quarter_of_a_second_for_each_question(string how)
    {
        var vendor = new FakeTokenEndpoint(new BrokenCache(how));
        var started = vendor.Clock.GetUtcNow();
        var pumped = PumpAsync(vendor, vendor.Ask());
        var request = await vendor.NextAsync();
        request.SetResult(vendor.Token("one"));
        Assert.That((await pumped).Value, Is.EqualTo("one"));
        Assert.That((await vendor.Ask()).Value, Is.EqualTo("one"));
        Assert.That(vendor.Clock.GetUtcNow() - started, Is.LessThan(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task A_token_that_a_cache_says_it_has_but_that_was_refused_is_passed_over()
    {
        var vendor = new FakeTokenEndpoint(new LyingCache());
        await vendor.AskAndAnswerAsync(vendor.Token("real"));
        Assert.That((await vendor.Ask()).Value, Is.EqualTo("real"));
    }

    /// <summary>Moves the client's clock until the token is there.</summary>
    private static async Task<AccessToken> PumpAsync(FakeTokenEndpoint vendor, Task<AccessToken> asked)
    {
        await TestClock.WaitUntilAsync(
            () =>
            {
                vendor.Clock.Advance(TimeSpan.FromMilliseconds(1));
                return asked.IsCompleted;
            },
            "a token");
        return await asked;
    }

    private sealed class CountingCache : ITokenCache
    {
        private readonly MemoryTokenCache _inner = new();
        private int _denied;

        public int Denied => _denied;

        public ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken) => _inner.GetAsync(key, cancellationToken);

        public async ValueTask<TokenLease?> TryLeaseAsync(string key, TimeSpan duration, CancellationToken cancellationToken)
        {
            var lease = await _inner.TryLeaseAsync(key, duration, cancellationToken);
            Interlocked.Add(ref _denied, lease is null ? 1 : 0);
            return lease;
        }

        public ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken) => _inner.SetAsync(key, token, lease, cancellationToken);

        public ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken) => _inner.ReleaseAsync(key, lease, cancellationToken);
    }

    private sealed class BrokenCache(string how) : ITokenCache
    {
        public ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken) => new(Fail<AccessToken?>());

        public ValueTask<TokenLease?> TryLeaseAsync(string key, TimeSpan duration, CancellationToken cancellationToken) => new(Fail<TokenLease?>());

        public ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken) => new(Fail<bool>());

        public ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken) => new(Fail<bool>());

        private Task<T> Fail<T>() => how switch
        {
            "throws" => throw new IOException(),
            "gives up" => Task.FromCanceled<T>(new CancellationToken(true)),
            _ => new TaskCompletionSource<T>().Task,
        };
    }

    /// <summary>It always has a token that expired long ago, and lends every lease to another.</summary>
    private sealed class LyingCache : ITokenCache
    {
        public ValueTask<AccessToken?> GetAsync(string key, CancellationToken cancellationToken) => new(new AccessToken("old", DateTimeOffset.MinValue));

        public ValueTask<TokenLease?> TryLeaseAsync(string key, TimeSpan duration, CancellationToken cancellationToken) => new(new TokenLease(long.MinValue, TimeSpan.MinValue));

        public ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken) => new(false);

        public ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken) => default;
    }
}
