using IdentitySdk.Generation;

namespace IdentitySdk.Tests;

/// <summary>Markers are replaced, and the exception for a wrong one names its line.</summary>
public sealed class MarkerTextTests
{
    [TestCase("no marker", "no marker")]
    [TestCase("a «x» b «y z» c", "a [x:] b [y:z] c")]
    [TestCase("«outer a «inner b» c»", "[outer:a [inner:b] c]")]
    [TestCase("«list\n a»", "[list: a]")]
    [TestCase("", "")]
    public void Marker_is_replaced_innermost_first(string text, string expected) =>
        Assert.That(MarkerText.Expand(text, static (verb, arguments) => $"[{verb}:{arguments}]"), Is.EqualTo(expected));

    [TestCase("a\nb «x", "line 2: the marker '«x' is not closed.")]
    [TestCase("a\n\nb x»", "line 3: '»' does not close a marker.")]
    public void Incomplete_marker_throws_with_its_line(string text, string message) =>
        Assert.That(() => MarkerText.Expand(text, static (_, _) => ""), Throws.TypeOf<GenerationException>().With.Message.EqualTo(message));

    [Test]
    public void Unprintable_marker_throws_with_its_line() => Assert.That(
        () => MarkerText.Expand("a\n«x y»", static (_, _) => throw new GenerationException("not possible.")),
        Throws.TypeOf<GenerationException>().With.Message.EqualTo("line 2: «x y»: not possible."));
}
