using System.Text;
using IdentitySdk.Redis;
using StackExchange.Redis;

namespace IdentitySdk.Tests.Redis;

/// <summary>What the token cache in Redis does beyond the laws of every cache: encryption, tokens that stay at home, holders that die, keys.</summary>
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
    public async Task Redis_sees_neither_token_nor_caller(ITokenProtector protector)
    {
        var cache = Cache(protector);
        await StoreAsync(cache, "identitysdk:okta:0oa1secret", new AccessToken("ey-the-token", DateTimeOffset.UtcNow.AddHours(1)));

        var (key, text) = await SingleAsync();
        Assert.That(key, Does.Match(@"token:\{[A-Za-z0-9_-]{24}\}$").And.Not.Contains("0oa1"));
        Assert.That(text, Does.Not.Contain("ey-the-token").And.Not.Contains("Bearer").And.Not.Contains("0oa1"));
        Assert.That((await Cache(protector).GetAsync("identitysdk:okta:0oa1secret", default))!.Value, Is.EqualTo("ey-the-token"));
    }

    [Test]
    public async Task A_bound_token_stays_in_its_process()
    {
        var (mine, other) = (Cache(TokenProtector.PlainText()), Cache(TokenProtector.PlainText()));
        await StoreAsync(mine, "a", new AccessToken("bound", null, "DPoP"));

        Assert.That((await mine.GetAsync("a", default))!.Value, Is.EqualTo("bound"));
        Assert.That(await other.GetAsync("a", default), Is.Null);
        Assert.That((await SingleAsync()).Text, Does.Not.Contain("bound"));
    }

    [Test]
    public async Task A_bound_token_takes_the_place_of_a_shared_one()
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
    public async Task What_cannot_be_decrypted_is_no_token_and_the_next_one_takes_its_place(string what)
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
    public async Task The_lease_of_a_holder_that_lives_is_kept_and_that_of_one_that_died_ends()
    {
        var (holder, other) = (Cache(TokenProtector.PlainText()), Cache(TokenProtector.PlainText()));
        var lease = (await holder.TryLeaseAsync("a", s_lease, default))!.Value;
        var key = (RedisKey)(await SingleAsync()).Key;
        var database = SharedRedis.Connection.GetDatabase();

        // A second passes at once; then the holder is heard of.
        var seen = (long)await database.HashGetAsync(key, "seen");
        await database.HashDecrementAsync(key, "seen", 1_000_000);
        var others = 0;
        await Eventually.HoldsAsync(async () =>
        {
            // However many others it takes meanwhile.
            await holder.TryLeaseAsync($"other {others++}", s_lease, default);
            return (long)await database.HashGetAsync(key, "seen") >= seen;
        });
        Assert.That((long)await database.HashGetAsync(key, "holder"), Is.EqualTo(lease.FencingNumber));

        // A process that died is not heard of; this one stands for it by a lease that it does not know.
        await database.HashSetAsync(key, "holder", lease.FencingNumber + 1);
        await database.HashDecrementAsync(key, "seen", 60_000_000);
        Assert.That(await other.TryLeaseAsync("a", s_lease, default), Is.Not.Null);
    }

    [Test]
    public async Task Fencing_numbers_rise_over_a_server_that_forgets()
    {
        var cache = Cache(TokenProtector.PlainText());
        var before = (await cache.TryLeaseAsync("a", s_lease, default))!.Value;
        await SharedRedis.Connection.GetDatabase().KeyDeleteAsync((await SingleAsync()).Key);
        var after = (await cache.TryLeaseAsync("a", s_lease, default))!.Value;
        Assert.That(after.FencingNumber, Is.GreaterThan(before.FencingNumber));
    }

    [TestCase(-3600)]
    [TestCase(-86400 * 365 * 20)]
    public async Task A_server_clock_that_is_set_back_keeps_no_lease_for_ever(int seconds)
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
    public async Task A_token_s_key_expires_with_it(int? seconds, int least, int most)
    {
        var cache = Cache(TokenProtector.PlainText());
        var expiresAt = seconds is { } time ? DateTimeOffset.UtcNow.AddSeconds(time) : default(DateTimeOffset?);

        // Without a lease of this key: it keeps its entry for a day.
        await cache.SetAsync("a", new AccessToken("t", expiresAt), new TokenLease(1, s_lease), default);
        var rest = await SharedRedis.Connection.GetDatabase().KeyTimeToLiveAsync((await SingleAsync()).Key);
        Assert.That(rest!.Value.TotalSeconds, Is.InRange(least, most));
    }

    [Test]
    public void A_cache_needs_to_be_told_how_to_encrypt() => Assert.That(
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
