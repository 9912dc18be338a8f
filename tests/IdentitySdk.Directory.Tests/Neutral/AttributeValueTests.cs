using IdentitySdk.Directories;

namespace IdentitySdk.Tests.Neutral;

public sealed class AttributeValueTests
{
    private static readonly AttributeValue[] s_different =
        [AttributeValue.None, "1", 1, true, false, AttributeValue.Of(["1"]), AttributeValue.Of(["1", "2"]), AttributeValue.Of(["2", "1"]), "a", "A", 2, 0.1m, -1];

    [Test]
    public void Values_of_other_types_or_content_differ() => Assert.That(s_different.Distinct().Count(), Is.EqualTo(s_different.Length));

    [TestCase("1", "1.0")]
    [TestCase("1", "1e0")]
    [TestCase("-0", "0.000")]
    [TestCase("100", "1E2")]
    [TestCase("1e300", "1E+300")]
    [TestCase("79228162514264337593543950335", "79228162514264337593543950335.0")]
    public void Numbers_are_equal_by_value(string left, string right) =>
        Assert.That(AttributeValue.ParseNumber(left), Is.EqualTo(AttributeValue.ParseNumber(right)));

    [TestCase("")]
    [TestCase("one")]
    [TestCase("1,5")]
    [TestCase("NaN")]
    [TestCase("1e999")]
    [TestCase("0x10")]
    [TestCase(" 1")]
    public void Text_that_is_not_a_number_is_null(string text) => Assert.That(AttributeValue.ParseNumber(text), Is.Null);

    [Test]
    public void Very_small_number_is_not_zero() => Assert.That(AttributeValue.ParseNumber("1e-200")!.Value.Number, Is.Not.EqualTo("0"));

    [Test]
    public void Empty_text_and_empty_list_are_None() => Assert.That(
        new[] { AttributeValue.Of(""), AttributeValue.Of((string?)null), AttributeValue.Of([]), AttributeValue.None, default }, Is.All.EqualTo(AttributeValue.None));

    [TestCase("42", AttributeType.Number, true)]
    [TestCase("True", AttributeType.Boolean, true)]
    [TestCase("yes", AttributeType.Boolean, false)]
    [TestCase("4x", AttributeType.Number, false)]
    [TestCase("a", AttributeType.List, true)]
    [TestCase("", AttributeType.Number, true)]
    public void Text_converts_only_without_loss(string text, AttributeType type, bool converts) =>
        Assert.That(AttributeValue.Of(text).As(type) is not null, Is.EqualTo(converts));

    [Test]
    public void ToString_does_not_show_the_value() => Assert.That(
        s_different.Select(value => value.ToString()), Is.All.Matches<string>(text => text is "None" or "Text" or "Number" or "Boolean" or "List"));
}
