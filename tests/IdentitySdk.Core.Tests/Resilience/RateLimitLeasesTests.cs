using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>The two generations of calls under way, and which calls an end or a lease removes.</summary>
public sealed class RateLimitLeasesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(2);

    [Test]
    public void Calls_become_the_older_generation_when_their_lease_ends()
    {
        var leases = Begun(5, 6);
        Assert.That(leases.Expire(s_now + s_lease - TimeSpan.FromTicks(1), out var before), Is.EqualTo(leases));
        var older = leases.Expire(s_now + s_lease, out var ended);
        Assert.That((older.Newer, older.Older, before, ended), Is.EqualTo((0, 2, 0, 0)));
    }

    [Test]
    public void Calls_are_dropped_at_the_end_of_a_second_lease()
    {
        Assert.That(Begun(5, 6).Expire(s_now + s_lease + s_lease, out var ended), Is.EqualTo(default(RateLimitLeases)));
        Assert.That(ended, Is.EqualTo(2));
    }

    [Test]
    public void Calls_of_the_newer_generation_are_dropped_one_lease_later()
    {
        var leases = Older(5).Begin(6, s_lease, s_now + s_lease).Expire(s_now + s_lease + s_lease - TimeSpan.FromTicks(1), out _);
        Assert.That((leases.Newer, leases.Older), Is.EqualTo((1, 1)));

        leases = leases.Expire(s_now + s_lease + s_lease, out var ended);
        Assert.That((leases.Newer, leases.Older, ended), Is.EqualTo((0, 1, 1)));
    }

    [Test]
    public void End_removes_a_call_from_the_generation_of_its_number()
    {
        var leases = Older(5, 6).Begin(7, s_lease, s_now + s_lease);
        Assert.That(Counts(leases.End(7)), Is.EqualTo((0, 2)));
        Assert.That(Counts(leases.End(6)), Is.EqualTo((1, 1)));
        Assert.That(Counts(leases.End(5)), Is.EqualTo((1, 1)), "the first call of the older generation");
    }

    [Test]
    public void Number_before_both_generations_ends_no_call() => Assert.That(Counts(Older(5).End(4)), Is.EqualTo((0, 1)));

    [Test]
    public void Second_end_of_a_newer_call_ends_no_other_call()
    {
        Assert.That(Counts(Begun(5).End(5).End(5)), Is.EqualTo((0, 0)));
        Assert.That(Counts(Older(5).Begin(6, s_lease, s_now + s_lease).End(6).End(6)), Is.EqualTo((0, 1)), "the older call is still under way");
    }

    [Test]
    public void Second_end_of_an_older_call_ends_no_other_call() => Assert.That(Counts(Older(5).End(5).End(5)), Is.EqualTo((0, 0)));

    private static (int Newer, int Older) Counts(RateLimitLeases leases) => (leases.Newer, leases.Older);

    /// <summary>Calls under way whose lease has just ended for the first time.</summary>
    private static RateLimitLeases Older(params long[] numbers) => Begun(numbers).Expire(s_now + s_lease, out _);

    private static RateLimitLeases Begun(params long[] numbers) =>
        numbers.Aggregate(default(RateLimitLeases), static (leases, number) => leases.Begin(number, s_lease, s_now));
}
