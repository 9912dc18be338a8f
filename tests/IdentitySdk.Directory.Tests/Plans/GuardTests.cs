using IdentitySdk.Directories;
using static IdentitySdk.Tests.Plans.People;

namespace IdentitySdk.Tests.Plans;

public sealed class GuardTests
{
    [TestCase(1000, 25, true)]
    [TestCase(1000, 26, false)]
    [TestCase(100, 5, true)]
    [TestCase(100, 6, false)]
    [TestCase(39, 1, true)]
    [TestCase(39, 2, false)]
    [TestCase(3, 1, true)]
    [TestCase(1, 1, true)]
    public void Losing_access_is_limited_by_number_and_share(int inScope, int losing, bool passes) =>
        Assert.That(new PlanGuard().Check(new PlanFigures(inScope, inScope, inScope, losing)), passes ? Is.Empty : Has.Count.EqualTo(1));

    [TestCase(100, 90, true)]
    [TestCase(100, 89, false)]
    [TestCase(0, 0, true)]
    public void Source_must_match_ninety_percent_of_the_users(int inScope, int matched, bool passes) =>
        Assert.That(new PlanGuard().Check(new PlanFigures(200, inScope, matched, 0)), passes ? Is.Empty : Has.Count.EqualTo(1));

    [TestCase(312, true)]
    [TestCase(311, false)]
    [TestCase(313, false)]
    public void Only_the_exact_number_lifts_the_limit(int actual, bool passes) => Assert.That(
        new PlanGuard().AllowLosingAccess(exactly: 312).ExpectMatched(exactly: 10).Check(new PlanFigures(900, 900, 10, actual)),
        passes ? Is.Empty : Has.Count.EqualTo(1));

    [Test]
    public void Approved_number_is_not_a_limit() =>
        Assert.That(new PlanGuard().AllowLosingAccess(exactly: 312).Check(new PlanFigures(900, 900, 900, 3)), Is.Empty);

    [Test]
    public void Empty_source_is_always_blocked() => Assert.That(
        new PlanGuard { MinShareMatched = 0, MaxLosingAccess = int.MaxValue, MaxShareLosingAccess = 1 }.AllowLosingAccess(5).ExpectMatched(0).Check(new PlanFigures(0, 5, 0, 5)),
        Has.One.Matches<PlanBlockReason>(reason => reason is { Kind: PlanBlockKind.EmptySource, Text: "the source is empty", AgreeTo: null }));

    [Test]
    public void Block_reason_has_its_kind_and_the_number_to_approve() => Assert.That(
        new PlanGuard().Check(new PlanFigures(900, 900, 10, 312)).Select(reason => (reason.Kind, reason.AgreeTo, reason.ToString())),
        Is.EqualTo(new (PlanBlockKind, int?, string)[]
        {
            (PlanBlockKind.LosingAccess, 312, "312 people would lose access, but at most 25 of 900 may"),
            (PlanBlockKind.Matched, 10, "10 of 900 users in scope are in the source, but 90 % must be"),
        }));

    [TestCase(-1)]
    public void Negative_numbers_are_refused(int number)
    {
        Assert.That(() => new PlanGuard { MaxLosingAccess = number }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new PlanGuard { MaxShareLosingAccess = number }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new PlanGuard { MinShareMatched = double.NaN }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new PlanGuard().AllowLosingAccess(number), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new PlanGuard().ExpectMatched(number), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase(0)]
    [TestCase(10)]
    public async Task Empty_or_shrunken_source_is_blocked_with_the_numbers_and_the_plan(int left)
    {
        var directory = Directory([.. Enumerable.Range(0, 40).Select(number => User($"u{number}"))]);

        var exception = await Assert.ThrowsAsync<PlanBlockedException>(() => PlanAsync(
            directory, Enumerable.Range(0, left).Select(number => Person($"u{number}")), Options(options => options.Guard = new PlanGuard())));

        Assert.That(exception!.Figures, Is.EqualTo(new PlanFigures(left, 40, left, 40 - left)));
        Assert.That(exception.Plan.Changes, Has.Count.EqualTo(40 - left));
        Assert.That(exception.Message, Does.Contain($"AllowLosingAccess(exactly: {40 - left})").And.Not.Contain("@"));
        Assert.That(directory.Users.Values, Is.All.Matches<DirectoryUser>(user => user!.State == UserState.Active));
    }

    [Test]
    public async Task Deactivated_users_do_not_count()
    {
        var directory = Directory([User("ada"), .. Enumerable.Range(0, 40).Select(number => User($"u{number}", UserState.Deactivated))]);

        Assert.That((await PlanAsync(directory, [Person("ada")], Options(options => options.Guard = new PlanGuard()))).Figures, Is.EqualTo(new PlanFigures(1, 1, 1, 0)));
    }

    [Test]
    public async Task Leavers_in_the_source_count_as_losing_access()
    {
        var directory = Directory(User("ada"), User("bob"), User("eve"));
        PlanOptions options = Options(options => options.Guard = new PlanGuard());

        Assert.That(
            async () => await PlanAsync(directory, [Person("ada"), Person("bob", state: UserState.Deactivated), Person("eve", state: UserState.Suspended)], options),
            Throws.InstanceOf<PlanBlockedException>());
        Assert.That((await PlanAsync(directory, [Person("ada"), Person("bob"), Person("eve", state: UserState.Suspended)], options)).Figures.LosingAccess, Is.EqualTo(1));
    }
}
