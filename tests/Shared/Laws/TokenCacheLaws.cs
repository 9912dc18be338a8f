using CsCheck;

namespace IdentitySdk.Tests.Laws;

/// <summary>The contract of every token cache. The tests of a cache derive from this class and create the cache.</summary>
public abstract class TokenCacheLaws
{
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(10);
    private static readonly DateTimeOffset s_end = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private enum Step
    {
        Lease,
        Store,
        StoreLate,
        Release,
        Wait,
    }

    [Test]
    public async Task Stored_token_is_found_only_under_its_key()
    {
        await using var bench = await CreateAsync();
        Assert.That(await bench.Cache.GetAsync("a", default), Is.Null);
        await bench.Cache.SetAsync("a", new AccessToken("t", s_end, "DPoP"), await LeaseAsync(bench), default);
        var found = (await bench.Cache.GetAsync("a", default))!;
        Assert.That((found.Value, found.ExpiresAt, found.Type), Is.EqualTo(("t", (DateTimeOffset?)s_end, "DPoP")));
        Assert.That(await bench.Cache.GetAsync("b", default), Is.Null);
    }

    [Test]
    public async Task Token_without_expiry_is_found_without_expiry()
    {
        await using var bench = await CreateAsync();
        await bench.Cache.SetAsync("a", new AccessToken("t"), await LeaseAsync(bench), default);
        Assert.That((await bench.Cache.GetAsync("a", default))!.ExpiresAt, Is.Null);
    }

    [Test]
    public async Task Lease_of_a_key_has_one_holder_at_a_time()
    {
        await using var bench = await CreateAsync();
        var leases = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => bench.Cache.TryLeaseAsync("a", s_lease, default).AsTask())));
        Assert.That(leases.Count(lease => lease is not null), Is.EqualTo(1));
        Assert.That(await bench.Cache.TryLeaseAsync("b", s_lease, default), Is.Not.Null, "another key has its own lease");
    }

    [Test]
    public async Task Lease_expires_and_the_next_has_a_higher_number()
    {
        await using var bench = await CreateAsync();
        var first = await LeaseAsync(bench);
        Assert.That(first.FencingNumber, Is.GreaterThanOrEqualTo(1));
        Assert.That(await bench.Cache.TryLeaseAsync("a", s_lease, default), Is.Null);
        await bench.PassAsync(s_lease);
        Assert.That((await LeaseAsync(bench)).FencingNumber, Is.GreaterThan(first.FencingNumber));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Storing_a_token_or_releasing_ends_the_lease(bool stores)
    {
        await using var bench = await CreateAsync();
        var lease = await LeaseAsync(bench);
        if (stores)
        {
            Assert.That(await bench.Cache.SetAsync("a", new AccessToken("t"), lease, default), Is.True);
        }
        else
        {
            await bench.Cache.ReleaseAsync("a", lease, default);
        }

        Assert.That((await LeaseAsync(bench)).FencingNumber, Is.GreaterThan(lease.FencingNumber));
    }

    [Test]
    public async Task Late_holder_neither_overwrites_a_newer_token_nor_ends_a_newer_lease()
    {
        await using var bench = await CreateAsync();
        var late = await LeaseAsync(bench);
        await bench.PassAsync(s_lease);
        await bench.Cache.SetAsync("a", new AccessToken("newer"), await LeaseAsync(bench), default);
        var present = await LeaseAsync(bench);

        Assert.That(await bench.Cache.SetAsync("a", new AccessToken("older"), late, default), Is.False);
        await bench.Cache.ReleaseAsync("a", late, default);
        Assert.That((await bench.Cache.GetAsync("a", default))!.Value, Is.EqualTo("newer"));
        Assert.That(await bench.Cache.TryLeaseAsync("a", s_lease, default), Is.Null, $"{present.FencingNumber} still holds it");
    }

    [Test]
    public async Task Late_holder_without_a_successor_stores_its_token()
    {
        await using var bench = await CreateAsync();
        var late = await LeaseAsync(bench);
        await bench.PassAsync(s_lease + s_lease);
        Assert.That(await bench.Cache.SetAsync("a", new AccessToken("t"), late, default), Is.True);
        Assert.That((await bench.Cache.GetAsync("a", default))!.Value, Is.EqualTo("t"));
    }

    [Test]
    public Task Random_steps_retain_the_token_of_the_latest_lease() =>
        Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 3]).Array[1, 60].SampleAsync(RunAsync, iter: Samples, threads: 1);

    /// <summary>The number of random runs: fewer for a slow cache.</summary>
    protected virtual int Samples => 500;

    /// <summary>Creates an empty cache.</summary>
    protected abstract Task<CacheBench> CreateAsync();

    private async Task RunAsync((Step Step, int Which)[] steps)
    {
        await using var bench = await CreateAsync();
        var held = new List<(TokenLease Lease, TimeSpan From)>();
        var (now, storedUnder, holder) = (TimeSpan.Zero, 0L, default((TokenLease Lease, TimeSpan From)?));
        foreach (var (step, which) in steps)
        {
            switch (step)
            {
                case Step.Lease:
                    var lease = await bench.Cache.TryLeaseAsync("a", s_lease, default);
                    Assert.That(lease is null, Is.EqualTo(holder is { } present && now - present.From < s_lease));
                    if (lease is { } got)
                    {
                        Assert.That(held.Select(each => each.Lease.FencingNumber), Has.All.LessThan(got.FencingNumber));
                        holder = (got, now);
                        held.Add((got, now));
                    }

                    break;
                case Step.Store or Step.StoreLate or Step.Release when held.Count > 0:
                    var (used, _) = held[step == Step.Store ? held.Count - 1 : which % held.Count];
                    holder = holder?.Lease == used ? null : holder;
                    if (step == Step.Release)
                    {
                        await bench.Cache.ReleaseAsync("a", used, default);
                        break;
                    }

                    var isStored = await bench.Cache.SetAsync("a", new AccessToken($"t{used.FencingNumber}"), used, default);
                    Assert.That(isStored, Is.EqualTo(used.FencingNumber >= storedUnder));
                    storedUnder = Math.Max(storedUnder, used.FencingNumber);
                    break;
                case Step.Wait:
                    await bench.PassAsync(TimeSpan.FromSeconds(which * 4));
                    now += TimeSpan.FromSeconds(which * 4);
                    break;
            }

            Assert.That((await bench.Cache.GetAsync("a", default))?.Value, Is.EqualTo(storedUnder == 0 ? null : $"t{storedUnder}"));
        }
    }

    private static async Task<TokenLease> LeaseAsync(CacheBench bench) => (await bench.Cache.TryLeaseAsync("a", s_lease, default))!.Value;
}
