using IdentitySdk.Generation;

namespace IdentitySdk.Tests;

/// <summary>What templates leave to be worked out is replaced, or named.</summary>
public sealed class MarkerTextTests
{
    [TestCase("no marker", "no marker")]
    [TestCase("a «x» b «y z» c", "a [x:] b [y:z] c")]
    [TestCase("«outer a «inner b» c»", "[outer:a [inner:b] c]")]
    [TestCase("«list\n a»", "[list: a]")]
    [TestCase("", "")]
    public void Markers_are_replaced_innermost_first(string text, string expected) =>
        Assert.That(MarkerText.Expand(text, static (verb, arguments) => $"[{verb}:{arguments}]"), Is.EqualTo(expected));

    [TestCase("a\nb «x", "line 2: the marker '«x' does not end.")]
    [TestCase("a\n\nb x»", "line 3: '»' ends no marker.")]
    public void A_marker_that_is_not_whole_is_named_with_its_line(string text, string message) =>
        Assert.That(() => MarkerText.Expand(text, static (_, _) => ""), Throws.TypeOf<GenerationException>().With.Message.EqualTo(message));

    [Test]
    public void A_marker_without_code_is_named_with_its_line() => Assert.That(
        () => MarkerText.Expand("a\n«x y»", static (_, _) => throw new GenerationException("no such thing.")),
        Throws.TypeOf<GenerationException>().With.Message.EqualTo("line 2: «x y»: no such thing."));
}
