using IdentitySdk.Generation;

namespace IdentitySdk.Tests;

/// <summary>Lists of parameters on one line or one a line.</summary>
public sealed class SignatureTextTests
{
    [Test]
    public void A_short_signature_stays_on_its_line() =>
        Assert.That(SignatureText.Wrap("Task GetAsync(string id, \nint size = 1)"), Is.EqualTo("Task GetAsync(string id, int size = 1)"));

    [Test]
    public void A_long_signature_has_one_parameter_a_line()
    {
        var type = "IReadOnlyDictionary<string, IReadOnlyDictionary<string, " + new string('A', 90) + ">>";

        Assert.That(
            SignatureText.Wrap($"Task<{type}> GetAsync({type} values, int size = 1)"),
            Is.EqualTo($"Task<{type}> GetAsync(\n        {type} values,\n        int size = 1)"));
    }

    [TestCase(137, false)]
    [TestCase(138, true)]
    public void The_line_is_full_at_137_characters(int length, bool isWrapped) =>
        Assert.That(SignatureText.Wrap("M(int a)".PadLeft(length, 'x')).Contains('\n'), Is.EqualTo(isWrapped));

    [TestCase("", "")]
    [TestCase("a, \nb, ", "a, b")]
    [TestCase("a, b", "a, b")]
    [TestCase(" items: \"x\", cursor: \"y\",", "items: \"x\", cursor: \"y\"")]
    public void A_list_loses_its_last_comma(string items, string expected) => Assert.That(SignatureText.List(items), Is.EqualTo(expected));
}
