using IdentitySdk.Core;
using IdentitySdk.Tests.Json;

namespace IdentitySdk.Tests;

/// <summary>Rules of the specifications, and messages that name the property and the bound.</summary>
public sealed class SpecRuleTests
{
    [Test]
    public void Required_member_must_be_set_and_not_null()
    {
        Assert.That(() => SpecRule.Required("a", new Everything { Id = "a" }, "body", nameof(Everything.Id)), Throws.Nothing);
        Assert.That(() => SpecRule.Required<int?>(0, new Everything { Count = 0 }, "body", nameof(Everything.Count)), Throws.Nothing);
        Assert.That(() => SpecRule.Required<string?>(null, new Everything(), "body", nameof(Everything.Id)), Refused("Everything.Id is required."));
        Assert.That(
            () => SpecRule.Required<int?>(null, new Everything { Count = null }, "body", nameof(Everything.Count)),
            Refused("Everything.Count must not be null."));
    }

    [Test]
    public void Required_member_that_the_vendor_documents_as_nullable_must_be_set_only()
    {
        Assert.That(() => SpecRule.Required<string?>(null, new Everything { Id = null }, "body", nameof(Everything.Id), nullable: true), Throws.Nothing);
        Assert.That(
            () => SpecRule.Required<string?>(null, new Everything(), "body", nameof(Everything.Id), nullable: true), Refused("Everything.Id is required."));
    }

    [TestCase("body", "Name must rhyme.")]
    [TestCase("body.Profile", "Profile.Name must rhyme.")]
    [TestCase("body.Credentials.Password", "Credentials.Password.Name must rhyme.")]
    [TestCase("body.Parts[]", "Parts[].Name must rhyme.")]
    public void Rule_of_a_nested_object_names_the_path_to_it(string argument, string message) =>
        Assert.That(() => SpecRule.Check(false, argument, "Name", "must rhyme"), Refused(message));

    [Test]
    public void Rule_of_items_in_a_nested_object_names_the_path_to_them() => Assert.That(
        () => SpecRule.Length("abc", 0, 2, SpecRule.Nested("body", "Profile"), "Each item of Tags"),
        Refused("Each item of Profile.Tags must be at most 2 characters long."));

    [Test]
    public void Required_member_of_a_nested_object_has_the_path_to_it() => Assert.That(
        () => SpecRule.Required<string?>(null, new Everything(), "body.Credentials.Password", nameof(Everything.Id)),
        Refused("Credentials.Password.Id is required."));

    [TestCase(1, 3, "User.Tags must hold 1 to 3 items.")]
    [TestCase(0, 1, "User.Tags must hold at most 1 item.")]
    [TestCase(0, 2, "User.Tags must hold at most 2 items.")]
    [TestCase(1, int.MaxValue, "User.Tags must hold at least 1 item.")]
    [TestCase(2, int.MaxValue, "User.Tags must hold at least 2 items.")]
    [TestCase(1, 1, "User.Tags must hold exactly 1 item.")]
    [TestCase(2, 2, "User.Tags must hold exactly 2 items.")]
    public void Count_outside_its_bounds_is_refused(int min, int max, string message)
    {
        for (var count = 0; count <= 4; count++)
        {
            var items = Enumerable.Repeat("a", count);
            var isRefused = count < min || count > max;
            Assert.That(() => SpecRule.Count(items, min, max, "body", "User.Tags"), isRefused ? Refused(message) : Is.EqualTo(items));
        }

        Assert.That(SpecRule.Count<string>(null, min, max, "body", "User.Tags"), Is.Null);
    }

    [Test]
    public void Items_are_enumerated_once()
    {
        var enumerations = 0;
        var list = new List<string> { "a", "b" };
        Assert.That(SpecRule.Count(list, 0, 5, "body", "x"), Is.SameAs(list));
        Assert.That(SpecRule.Each(list, _ => { }), Is.SameAs(list));
        Assert.That(SpecRule.Count(Once(), 0, 5, "body", "x"), Is.EqualTo(list));
        Assert.That(enumerations, Is.EqualTo(1));
        Assert.That(SpecRule.Each(Once(), _ => { }), Is.EqualTo(list));
        Assert.That(enumerations, Is.EqualTo(2));

        IEnumerable<string> Once()
        {
            enumerations++;
            yield return "a";
            yield return "b";
        }
    }

    [Test]
    public void Each_item_is_checked_and_null_has_no_items()
    {
        var seen = new List<string>();
        SpecRule.Each(["a", "b"], seen.Add);

        Assert.That(seen, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(SpecRule.Each<string>(null, seen.Add), Is.Null);
        Assert.That(SpecRule.Items<string>(null), Is.Empty);
        Assert.That(SpecRule.Items(seen), Is.SameAs(seen));
    }

    [TestCase(2, 3, "User.Name must be 2 to 3 characters long.")]
    [TestCase(0, 1, "User.Name must be at most 1 character long.")]
    [TestCase(0, 3, "User.Name must be at most 3 characters long.")]
    [TestCase(1, int.MaxValue, "User.Name must be at least 1 character long.")]
    [TestCase(3, int.MaxValue, "User.Name must be at least 3 characters long.")]
    [TestCase(2, 2, "User.Name must be exactly 2 characters long.")]
    public void Length_outside_its_bounds_is_refused(int min, int max, string message)
    {
        for (var length = 0; length <= 5; length++)
        {
            var text = new string('x', length);
            Assert.That(() => SpecRule.Length(text, min, max, "body", "User.Name"), length < min || length > max ? Refused(message) : Is.SameAs(text));
        }

        Assert.That(SpecRule.Length<string?>(null, min, max, "body", "User.Name"), Is.Null);
    }

    [TestCase("^[a-z]+$", "abc", false)]
    [TestCase("^[a-z]+$", "ABC", true)]
    [TestCase("^\\d$", "\u0663", true, Description = "only ASCII digits in ECMA-262")]
    [TestCase("b", "abc", false, Description = "matches anywhere")]
    [TestCase("^(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", false, Description = "takes too long, so the server decides")]
    public void Text_that_does_not_match_its_pattern_is_refused(string pattern, string text, bool isRefused) => Assert.That(
        () => SpecRule.Pattern(text, pattern, "body", "User.Name"), isRefused ? Refused($"User.Name must match the pattern {pattern}.") : Is.SameAs(text));

    [Test]
    public void Null_satisfies_every_pattern() => Assert.That(SpecRule.Pattern<string?>(null, "^a$", "body", "x"), Is.Null);

    [TestCase(1, 3, false, false, "limit must lie between 1 and 3.")]
    [TestCase(1, 3, true, false, "limit must be above 1 and at most 3.")]
    [TestCase(1, 3, false, true, "limit must be at least 1 and below 3.")]
    [TestCase(1, 3, true, true, "limit must be above 1 and below 3.")]
    [TestCase(1, null, false, false, "limit must be at least 1.")]
    [TestCase(1, null, true, false, "limit must be above 1.")]
    [TestCase(null, 3, false, false, "limit must be at most 3.")]
    [TestCase(null, 3, false, true, "limit must be below 3.")]
    public void Number_outside_its_range_is_refused(int? min, int? max, bool above, bool below, string message)
    {
        for (var number = 0; number <= 4; number++)
        {
            var isRefused = number < min || number > max || (above && number == min) || (below && number == max);
            Assert.That(() => SpecRule.Range(number, min, max, "limit", "limit", above, below), isRefused ? Refused(message, "limit") : Is.EqualTo(number));
            Assert.That(() => SpecRule.Range((int?)number, min, max, "limit", "limit", above, below), isRefused ? Refused(message, "limit") : Is.EqualTo(number));
        }

        Assert.That(SpecRule.Range((int?)null, min, max, "limit", "limit", above, below), Is.Null);
    }

    private static IEnumerable<TestCaseData> Changes()
    {
        yield return new TestCaseData(new Everything(), false).SetArgDisplayNames("nothing");
        yield return new TestCaseData(new Everything { Child = new Everything { Child = new Everything() } }, false).SetArgDisplayNames("objects only");
        yield return new TestCaseData(new Everything { Id = null }, true).SetArgDisplayNames("null");
        yield return new TestCaseData(new Everything { Names = [] }, true).SetArgDisplayNames("an empty list");
        yield return new TestCaseData(new Everything { On = false }, true).SetArgDisplayNames("false");
        var deep = new Everything { Id = "x" };
        for (var depth = 0; depth < 100; depth++)
        {
            deep = new Everything { Child = deep };
        }

        yield return new TestCaseData(deep, true).SetArgDisplayNames("a nested value");
    }

    [TestCaseSource(nameof(Changes))]
    public void Body_that_changes_nothing_is_refused(object body, bool isChange) => Assert.That(
        () => SpecRule.NotEmpty((ApiObject)body, "body"),
        isChange ? Throws.Nothing : Refused("Everything must hold at least 1 value: it would change nothing."));

    [Test]
    public void Check_throws_when_its_rule_is_broken()
    {
        Assert.That(() => SpecRule.Check(true, "body", "User.Name", "must rhyme"), Throws.Nothing);
        Assert.That(() => SpecRule.Check(false, "body", "User.Name", "must rhyme"), Refused("User.Name must rhyme."));
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Refused(string message, string argument = "body") =>
        Throws.ArgumentException.With.Message.StartsWith(message).And.Property("ParamName").EqualTo(argument);
}
