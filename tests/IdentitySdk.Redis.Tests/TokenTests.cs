using System.Text;
using IdentitySdk.Redis;
using StackExchange.Redis;

namespace IdentitySdk.Tests.Redis;

/// <summary>Behavior of the Redis token cache beyond the laws of every cache: encryption, DPoP tokens, dead holders, keys.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TokenTests
{
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(30);
    private static readonly byte[] s_key = [.. Enumerable.Range(0, 32).Select(each => (byte)(each * 7))];

    private readonly string _prefix = SharedRedis.NewPrefix();

    private static IEnumerable<TestCaseData> Protectors()
    {
        yield return new TestCaseData(TokenProtector.Aes(s_key)).SetArgDisplayNames("AES");
        yield return new TestCaseData(ProtectorTests.DataProtection()).SetArgDisplayNames("Data Protection");
    }

    [TestCaseSource(nameof(Protectors))]
    public async Task Redis_contains_neither_token_nor_caller(ITokenProtector protector)
    {
        var cache = Cache(protector);
        await StoreAsync(cache, "identitysdk:okta:0oa1secret", new AccessToken("ey-the-token", DateTimeOffset.UtcNow.AddHours(1)));

        var (key, text) = await SingleAsync();
        Assert.That(key, Does.Match(@"token:\{[A-Za-z0-9_-]{24}\}$").And.Not.Contains("0oa1"));
        Assert.That(text, Does.Not.Contain("ey-the-token").And.Not.Contains("Bearer").And.Not.Contains("0oa1"));
        Assert.That((await Cache(protector).GetAsync("identitysdk:okta:0oa1secret", default))!.Value, Is.EqualTo("ey-the-token"));
    }

    [Test]
    public async Task DPoP_token_is_not_written_to_Redis()
    {
        var (mine, other) = (Cache(TokenProtector.PlainText()), Cache(TokenProtector.PlainText()));
        await StoreAsync(mine, "a", new AccessToken("bound", null, "DPoP"));

        Assert.That((await mine.GetAsync("a", default))!.Value, Is.EqualTo("bound"));
        Assert.That(await other.GetAsync("a", default), Is.Null);
        Assert.That((await SingleAsync()).Text, Does.Not.Contain("bound"));
    }

    [Test]
    public async Task DPoP_token_replaces_a_shared_token()
    {
        var (mine, other) = (Cache(TokenProtector.PlainText()), Cache(TokenProtector.PlainText()));
        await StoreAsync(mine, "a", new AccessToken("shared"));
        await StoreAsync(mine, "a", new AccessToken("bound", null, "dpop"));

        Assert.That(await other.GetAsync("a", default), Is.Null);
        Assert.That((await mine.GetAsync("a", default))!.Value, Is.EqualTo("bound"));
    }

    [TestCase("another key")]
    [TestCase("changed")]
    [TestCase("of another token")]
    [TestCase("foreign")]
    [TestCase("empty")]
    public async Task Undecryptable_token_is_ignored_and_replaced_by_the_next(string what)
    {
        var logger = new ListLoggerFactory();
        var cache = Cache(TokenProtector.Aes(s_key), logger);
        await StoreAsync(what == "another key" ? Cache(TokenProtector.Aes([.. s_key.Reverse()])) : cache, "a", new AccessToken("one"));
        var (key, _) = await SingleAsync();
        var database = SharedRedis.Connection.GetDatabase();
        var bytes = (byte[])(await database.HashGetAsync(key, "token"))!;
        await database.HashSetAsync(key, "token", what switch
        {
            "changed" => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)],
            "of another token" => TokenProtector.Aes(s_key).Protect("1\n\nBearer\nother"u8.ToArray(), "b"),
            "foreign" => "hello"u8.ToArray(),
            "empty" => [],
            _ => bytes,
        });

        Assert.That(await cache.GetAsync("a", default), Is.Null);
        Assert.That(await cache.GetAsync("a", default), Is.Null);
        Assert.That(logger.Events, Is.EqualTo(new[] { "RedisTokenUnreadable" }));
        await StoreAsync(cache, "a", new AccessToken("two"));
        Assert.That((await cache.GetAsync("a", default))!.Value, Is.EqualTo("two"));
    }

    [Test]
    public async Task Lease_of_a_live_holder_is_extended_and_of_a_dead_one_ends()
    {
        var (holder, other) = (Cache(TokenProtector.PlainText()), Cache(TokenProtector.PlainText()));
        var lease = (await holder.TryLeaseAsync("a", s_lease, default))!.Value;
        var key = (RedisKey)(await SingleAsync()).Key;
        var database = SharedRedis.Connection.GetDatabase();

        // Simulates a second without heartbeat; the next heartbeat follows.
        var seen = (long)await database.HashGetAsync(key, "seen");
        await database.HashDecrementAsync(key, "seen", 1_000_000);
        var others = 0;
        await Eventually.HoldsAsync(async () =>
        {
            // Further leases must not delay the heartbeat.
            await holder.TryLeaseAsync($"other {others++}", s_lease, default);
            return (long)await database.HashGetAsync(key, "seen") >= seen;
        });
        Assert.That((long)await database.HashGetAsync(key, "holder"), Is.EqualTo(lease.FencingNumber));

        // Simulates a dead process by a lease number that no process holds.
        await database.HashSetAsync(key, "holder", lease.FencingNumber + 1);
        await database.HashDecrementAsync(key, "seen", 60_000_000);
        Assert.That(await other.TryLeaseAsync("a", s_lease, default), Is.Not.Null);
    }

    [Test]
    public async Task Fencing_numbers_increase_after_a_server_loses_its_data()
    {
        var cache = Cache(TokenProtector.PlainText());
        var before = (await cache.TryLeaseAsync("a", s_lease, default))!.Value;
        await SharedRedis.Connection.GetDatabase().KeyDeleteAsync((await SingleAsync()).Key);
        var after = (await cache.TryLeaseAsync("a", s_lease, default))!.Value;
        Assert.That(after.FencingNumber, Is.GreaterThan(before.FencingNumber));
    }

    [TestCase(-3600)]
    [TestCase(-86400 * 365 * 20)]
    public async Task Server_clock_set_back_does_not_prolong_a_lease(int seconds)
    {
        var cache = Cache(TokenProtector.PlainText());
        var before = (await cache.TryLeaseAsync("a", s_lease, default))!.Value;
        await SharedRedis.AgeAsync(_prefix, TimeSpan.FromSeconds(seconds));
        Assert.That((await cache.TryLeaseAsync("a", s_lease, default))!.Value.FencingNumber, Is.GreaterThan(before.FencingNumber));
    }

    [TestCase(3600, 3600, 3600 + 600)]
    [TestCase(null, 86340, 86400 + 60)]
    [TestCase(-10, 60, 86400 + 60)]
    [TestCase(int.MaxValue, 86340, 30 * 86400)]
    public async Task Key_in_Redis_expires_with_its_token(int? seconds, int least, int most)
    {
        var cache = Cache(TokenProtector.PlainText());
        var expiresAt = seconds is { } time ? DateTimeOffset.UtcNow.AddSeconds(time) : default(DateTimeOffset?);

        // Without TryLeaseAsync, which would set a longer expiry.
        await cache.SetAsync("a", new AccessToken("t", expiresAt), new TokenLease(1, s_lease), default);
        var rest = await SharedRedis.Connection.GetDatabase().KeyTimeToLiveAsync((await SingleAsync()).Key);
        Assert.That(rest!.Value.TotalSeconds, Is.InRange(least, most));
    }

    [Test]
    public void Cache_without_TokenProtector_is_refused() => Assert.That(
        () => new RedisTokenCache(SharedRedis.Connection, new RedisOptions()),
        Throws.ArgumentException.With.Property("ParamName").EqualTo("TokenProtector").And.Message.Contains("TokenProtector.Aes"));

    private static async Task StoreAsync(RedisTokenCache cache, string key, AccessToken token)
    {
        var lease = (await cache.TryLeaseAsync(key, s_lease, default))!.Value;
        Assert.That(await cache.SetAsync(key, token, lease, default), Is.True);
    }

    private async Task<(string Key, string Text)> SingleAsync()
    {
        var key = SharedRedis.Connection.GetServers()[0].Keys(pattern: _prefix + "*").Single();
        var entries = await SharedRedis.Connection.GetDatabase().HashGetAllAsync(key);
        return (key.ToString(), string.Join(' ', entries.Select(entry => $"{entry.Name}={Encoding.Latin1.GetString((byte[])entry.Value!)}")));
    }

    private RedisTokenCache Cache(ITokenProtector protector, ListLoggerFactory? logger = null) => new(
        SharedRedis.Connection,
        new RedisOptions { KeyPrefix = _prefix, Timeout = TimeSpan.FromSeconds(30), TokenProtector = protector, LoggerFactory = logger });
}
