using CsCheck;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Ids that are escaped as path segments.</summary>
public sealed class PathSegmentTests
{
    [TestCase(null, "empty")]
    [TestCase("", "empty")]
    [TestCase(".", "relative")]
    [TestCase("..", "relative")]
    [TestCase("a\0b", "control character")]
    [TestCase("a\r\nX: y", "control character")]
    [TestCase("\u007f", "control character")]
    public void Id_that_would_not_reach_the_server_unchanged_is_refused(string? id, string reason) =>
        Assert.That(() => PathSegment.Escape(id, "id"), Throws.ArgumentException.With.Message.Contains(reason).And.Property("ParamName").EqualTo("id"));

    // Not test cases: a compiled attribute cannot contain half of a surrogate pair.
    [Test]
    public void Half_of_a_surrogate_pair_is_refused()
    {
        foreach (var id in new[] { "\ud83d", "a\ud83d", "\ude00", "\ud83da", "\ud83d\ud83d" })
        {
            Assert.That(() => PathSegment.Escape(id, "id"), Throws.ArgumentException.With.Message.Contains("surrogate"));
        }

        Assert.That(PathSegment.Escape("\U0001F600", "id"), Is.EqualTo("%F0%9F%98%80"));
    }

    [Test]
    public void Any_id_is_refused_or_becomes_exactly_one_segment() =>
        Gen.OneOf(Gen.Const("."), Gen.Const(".."), Gen.String, Gen.String[Gen.Char["./\\%2e?#;:@ +aé\ud83d\ude00"], 0, 12]).Sample(id =>
        {
            string target;
            try
            {
                target = new ApiRequest("GET", "/api/{id}/parts").Path("id", id).Target();
            }
            catch (ArgumentException)
            {
                return;
            }

            var address = new Uri("https://vendor.example" + target);
            Assert.That(address.Segments, Has.Length.EqualTo(4));
            Assert.That(Uri.UnescapeDataString(address.AbsolutePath.Split('/')[2]), Is.EqualTo(id));
        });
}
