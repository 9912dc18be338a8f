namespace IdentitySdk.Tests;

/// <summary>Whether a grant, a denial or a refusal means that the limit is known.</summary>
public sealed class RateLimitGrantTests
{
    private static readonly RateLimitTerms s_terms = new(1, 0, TimeSpan.FromMinutes(2));

    [Test]
    public void Denial_and_refusal_imply_a_known_limit()
    {
        var (denied, refused) = (RateLimitGrant.Denied(TimeSpan.FromSeconds(1)), RateLimitGrant.Refused(TimeSpan.FromSeconds(1)));
        Assert.That((denied.IsLimitKnown, denied.IsRefused, denied.IsGranted), Is.EqualTo((true, false, false)));
        Assert.That((refused.IsLimitKnown, refused.IsRefused, refused.IsGranted), Is.EqualTo((true, true, false)));
    }

    [Test]
    public async Task MemoryRateLimitStore_knows_the_limit_after_the_first_report()
    {
        var store = new MemoryRateLimitStore(new TestClock());
        var first = await store.TakeAsync("key", s_terms, default);
        Assert.That(first.IsLimitKnown, Is.False);

        await store.ReportAsync("key", first.Number, new RateLimitReport(10, 9, TimeSpan.FromMinutes(1), TimeSpan.Zero, TimeSpan.Zero), default);
        Assert.That((await store.TakeAsync("key", s_terms, default)).IsLimitKnown, Is.True);
        Assert.That((await store.TakeAsync("another key", s_terms, default)).IsLimitKnown, Is.False);
    }
}
