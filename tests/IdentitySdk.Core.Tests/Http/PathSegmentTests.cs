using CsCheck;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Ids as path segments.</summary>
public sealed class PathSegmentTests
{
    [TestCase(null)]
    [TestCase("")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase("a\0b")]
    [TestCase("a\r\nX: y")]
    [TestCase("\u007f")]
    public void Id_that_would_not_arrive_unchanged_is_refused(string? id) => Assert.Throws<ArgumentException>(() => PathSegment.Escape(id, "id"));

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
