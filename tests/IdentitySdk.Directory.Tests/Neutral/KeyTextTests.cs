using IdentitySdk.Directories;

namespace IdentitySdk.Tests.Neutral;

public sealed class KeyTextTests
{
    [TestCase("Ada@Example.com", "ada@example.COM")]
    [TestCase(" ada@example.com\t", "ada@example.com")]
    [TestCase("Zoe\u0308@example.com", "ZO\u00cb@example.com")]
    [TestCase("\u212bsa", "\u00e5sa")]
    [TestCase("\u03c3\u03c2", "\u03a3\u03a3")]
    public void Equivalent_keys_are_equal(string left, string right) => Assert.That(KeyText.Of(left), Is.EqualTo(KeyText.Of(right)));

    [TestCase("ada@example.com", "ada@example.org")]
    [TestCase("a b", "ab")]
    [TestCase("zoe", "zo\u00eb")]
    [TestCase("fi", "\ufb01")]
    public void Different_keys_are_not_equal(string left, string right) => Assert.That(KeyText.Of(left), Is.Not.EqualTo(KeyText.Of(right)));

    [TestCase("")]
    [TestCase("  \t")]
    public void White_space_is_not_a_key(string text) => Assert.That(KeyText.Of(text), Is.Null);

    [TestCase("Zoe\u0308")]
    [TestCase("\u1112\u1161\u11ab")]
    [TestCase("\u212b")]
    public void Key_that_needs_normalization_is_refused_in_invariant_mode(string text) =>
        Assert.That(() => KeyText.Of(text, normalizes: false), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("InvariantGlobalization"));

    [TestCase("Zo\u00eb", "zo\u00eb")]
    [TestCase("A", "a")]
    public void Other_keys_work_in_invariant_mode(string text, string expected) => Assert.That(KeyText.Of(text, normalizes: false), Is.EqualTo(expected));
}
