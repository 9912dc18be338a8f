using IdentitySdk.Generation;

namespace IdentitySdk.Tests;

/// <summary>Lists of parameters, on one line or wrapped.</summary>
public sealed class SignatureTextTests
{
    [Test]
    public void Short_signature_is_on_one_line() =>
        Assert.That(SignatureText.Wrap("Task GetAsync(string id, \nint size = 1)"), Is.EqualTo("Task GetAsync(string id, int size = 1)"));

    [Test]
    public void Long_signature_has_one_parameter_on_each_line()
    {
        var type = "IReadOnlyDictionary<string, IReadOnlyDictionary<string, " + new string('A', 90) + ">>";

        Assert.That(
            SignatureText.Wrap($"Task<{type}> GetAsync({type} values, int size = 1)"),
            Is.EqualTo($"Task<{type}> GetAsync(\n        {type} values,\n        int size = 1)"));
    }

    [TestCase(137, false)]
    [TestCase(138, true)]
    public void Signature_is_wrapped_beyond_137_characters(int length, bool isWrapped) =>
        Assert.That(SignatureText.Wrap("M(int a)".PadLeft(length, 'x')).Contains('\n'), Is.EqualTo(isWrapped));

    [TestCase("", "")]
    [TestCase("a, \nb, ", "a, b")]
    [TestCase("a, b", "a, b")]
    [TestCase(" items: \"x\", cursor: \"y\",", "items: \"x\", cursor: \"y\"")]
    public void List_has_no_trailing_comma(string items, string expected) => Assert.That(SignatureText.List(items), Is.EqualTo(expected));
}
