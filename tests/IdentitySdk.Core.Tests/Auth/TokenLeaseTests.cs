namespace IdentitySdk.Tests.Auth;

/// <summary>One client refreshes the token for all that share a cache, and no cache prevents a client from getting a token.</summary>
public sealed class TokenLeaseTests
{
    // The clock runs freely in some of these tests, so a short time-out would depend on the load of the machine.
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    [Test]
    public async Task Second_client_takes_the_token_of_the_lease_holder()
    {
        var cache = new CountingCache();
        var (first, second) = (new FakeTokenEndpoint(cache, cacheTimeout: s_hour), new FakeTokenEndpoint(cache, cacheTimeout: s_hour));
        var (holder, request, waiter) = await StartBothAsync(first, second, cache);
        request.SetResult(first.Token("one"));
        Assert.That((await holder).Value, Is.EqualTo("one"));
        Assert.That((await PumpAsync(second, waiter)).Value, Is.EqualTo("one"));
        Assert.That(second.Calls, Is.Zero);
    }

    [Test]
    public async Task Second_client_refreshes_when_the_lease_holder_fails()
    {
        var cache = new CountingCache();
        var (first, second) = (new FakeTokenEndpoint(cache, cacheTimeout: s_hour), new FakeTokenEndpoint(cache, cacheTimeout: s_hour));
        var (holder, request, waiter) = await StartBothAsync(first, second, cache);
        request.SetException(new FakeTokenEndpoint.TestException());
        Assert.That(async () => await holder, Throws.TypeOf<FakeTokenEndpoint.TestException>());
        var pumped = PumpAsync(second, waiter);
        await second.RespondAsync(second.Token("two"));
        Assert.That((await pumped).Value, Is.EqualTo("two"));
        Assert.That(cache.Denied, Is.LessThan(40), "it did not wait for the whole five seconds");
    }

    [Test]
    public async Task Wait_for_a_lost_lease_holder_ends_after_five_seconds()
    {
        var cache = new MemoryTokenCache();
        await cache.TryLeaseAsync("key", TimeSpan.FromHours(1), default);
        var vendor = new FakeTokenEndpoint(cache);
        var started = vendor.Clock.GetUtcNow();
        var waiter = vendor.GetAsync();
        var pumped = PumpAsync(vendor, waiter);
        await vendor.RespondAsync(vendor.Token("one"));
        Assert.That((await pumped).Value, Is.EqualTo("one"));
        Assert.That(vendor.Clock.GetUtcNow() - started, Is.InRange(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)));
    }

    [TestCase("throws")]
    [TestCase("hangs")]
    [TestCase("cancels")]
    public async Task Failing_cache_costs_at_most_its_timeout_per_operation(string how)
    {
        var vendor = new FakeTokenEndpoint(new FakeTokenCache
        {
            Fault = () => how switch
            {
                "throws" => throw new IOException(),
                "cancels" => Task.FromCanceled(new CancellationToken(true)),
                _ => new TaskCompletionSource().Task,
            },
        });
        var started = vendor.Clock.GetUtcNow();
        var pumped = PumpAsync(vendor, vendor.GetAsync());
        var request = await vendor.NextAsync();
        request.SetResult(vendor.Token("one"));
        Assert.That((await pumped).Value, Is.EqualTo("one"));
        Assert.That((await vendor.GetAsync()).Value, Is.EqualTo("one"));
        Assert.That(vendor.Clock.GetUtcNow() - started, Is.LessThan(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task Expired_token_and_refused_write_of_a_cache_are_ignored()
    {
        var cache = new FakeTokenCache
        {
            Get = static () => new AccessToken("old", DateTimeOffset.MinValue),
            Lease = static _ => new TokenLease(long.MinValue, TimeSpan.MinValue),
            IsStored = false,
        };
        var vendor = new FakeTokenEndpoint(cache);
        await vendor.GetWithResponseAsync(vendor.Token("real"));
        Assert.That((await vendor.GetAsync()).Value, Is.EqualTo("real"));
    }

    /// <summary>Lets the first client request a token under the lease, and the second one wait for it.</summary>
    private static async Task<(Task<AccessToken> Holder, TaskCompletionSource<AccessToken> Request, Task<AccessToken> Waiter)> StartBothAsync(
        FakeTokenEndpoint first, FakeTokenEndpoint second, CountingCache cache)
    {
        var holder = first.GetAsync();
        var request = await first.NextAsync();
        var waiter = second.GetAsync();
        await TestClock.WaitUntilAsync(() => cache.Denied > 0 || second.Calls > 0, "the second client's call");
        return (holder, request, waiter);
    }

    /// <summary>Advances the client's clock until the token is available.</summary>
    private static async Task<AccessToken> PumpAsync(FakeTokenEndpoint vendor, Task<AccessToken> token)
    {
        await TestClock.WaitUntilAsync(
            () =>
            {
                vendor.Clock.Advance(TimeSpan.FromMilliseconds(1));
                return token.IsCompleted;
            },
            "a token");
        return await token;
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

        public ValueTask<bool> SetAsync(string key, AccessToken token, TokenLease lease, CancellationToken cancellationToken) =>
            _inner.SetAsync(key, token, lease, cancellationToken);

        public ValueTask ReleaseAsync(string key, TokenLease lease, CancellationToken cancellationToken) => _inner.ReleaseAsync(key, lease, cancellationToken);
    }
}
