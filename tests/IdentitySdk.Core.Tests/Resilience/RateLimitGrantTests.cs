namespace IdentitySdk.Tests;

/// <summary>What a store's answers say of the limit: while it is unknown, a client sends its first call alone.</summary>
public sealed class RateLimitGrantTests
{
    private static readonly RateLimitTerms s_terms = new(1, 0, TimeSpan.FromMinutes(2));

    [Test]
    public void Whoever_has_to_wait_or_is_refused_knows_that_there_is_a_limit()
    {
        var (denied, refused) = (RateLimitGrant.Denied(TimeSpan.FromSeconds(1)), RateLimitGrant.Refused(TimeSpan.FromSeconds(1)));
        Assert.That((denied.IsLimitKnown, denied.IsRefused, denied.IsGranted), Is.EqualTo((true, false, false)));
        Assert.That((refused.IsLimitKnown, refused.IsRefused, refused.IsGranted), Is.EqualTo((true, true, false)));
    }

    [Test]
    public async Task A_store_of_this_process_knows_a_limit_from_its_first_report_on()
    {
        var store = new MemoryRateLimitStore(new TestClock());
        var first = await store.TakeAsync("key", s_terms, default);
        Assert.That(first.IsLimitKnown, Is.False);

        await store.ReportAsync("key", first.Number, new RateLimitReport(10, 9, TimeSpan.FromMinutes(1), TimeSpan.Zero, TimeSpan.Zero), default);
        Assert.That((await store.TakeAsync("key", s_terms, default)).IsLimitKnown, Is.True);
        Assert.That((await store.TakeAsync("another key", s_terms, default)).IsLimitKnown, Is.False);
    }
}
