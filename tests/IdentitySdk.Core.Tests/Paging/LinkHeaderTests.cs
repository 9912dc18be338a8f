using CsCheck;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Link headers (RFC 8288), in the forms that servers send, and malformed ones.</summary>
public sealed class LinkHeaderTests
{
    [TestCase("<https://a/x?after=1>; rel=\"next\"", "https://a/x?after=1")]
    [TestCase("<https://a/x?after=1>;rel=next", "https://a/x?after=1")]
    [TestCase("<https://a/x>; rel=\"self\", <https://a/x?after=1>; rel=\"next\"", "https://a/x?after=1")]
    [TestCase("<https://a/x>; rel=\"self\"; title=\"a, b; c\", <https://a/x?after=1,2;3>; rel=\"next\"", "https://a/x?after=1,2;3")]
    [TestCase("<https://a/x>; title=\"say \\\"no, <wrong>; rel=next\\\"\"; rel=self, <right>; rel=next", "right")]
    [TestCase("<a>; title=\"5\\\", <wrong>; rel=next\"; rel=self, <right>; rel=next", "right")]
    [TestCase("<a>; title=\"5\\\"; rel=next\"; rel=self", null)]
    [TestCase("<a>; title=\"x; rel=next\"; rel=self", null)]
    [TestCase("<a>; rel=self; title=<, <right>; rel=next", "right")]
    [TestCase("</x?after=1>; REL=\"prev NEXT\"", "/x?after=1")]
    [TestCase("<?after=1>; title=\"t\"; rel=\"next\"; foo", "?after=1")]
    [TestCase("<https://a/x>; rel=\"nextish\"", null)]
    [TestCase("<a>; rel=\"next\"; rel=\"self\"", "a", Description = "only the first rel counts (RFC 8288)")]
    [TestCase("<a>; rel=\"self\"; rel=\"prev\"", null)]
    [TestCase("<a>; rel=\"self\"; rev=\"next\"", null)]
    [TestCase("<a>; rel=\"self last\"; hreflang=en; title*=UTF-8''next; media=\"x; rel=next\"; crossorigin", null)]
    [TestCase("<a>; rel=\"https://vendor.example/rels/next\", <b>; rel=\"urn:x:next prev\", <c>; rel=edit-form, <d>; rel=a.b-1", null)]
    [TestCase("<a>; rel=\"https://vendor.example/rels/x next\"", "a")]
    [TestCase("<a>; rel =next;", "a")]
    [TestCase("<a>; rel=next; ,", "a")]
    [TestCase("", null)]
    [TestCase("<>; rel=next", "")]
    [TestCase(",,,<a>;;;rel=next", "a")]
    [TestCase("<a>; rel= \t\"next\"", "a", Description = "white space after the equals sign is allowed")]
    public void FindNext_finds_the_next_link(string header, string? expected) => Assert.That(LinkHeader.FindNext([header]), Is.EqualTo(expected));

    [TestCase("<https://")]
    [TestCase("<")]
    [TestCase("<https://a/x")]
    [TestCase("https://a/x; rel=next")]
    [TestCase("<https://a/x> rel=next")]
    [TestCase("<https://a/x>; rel='next'")]
    [TestCase("<https://a/x>; rel=&quot;next&quot;")]
    [TestCase("&lt;https://a/x&gt;; rel=\"next\"")]
    [TestCase("\"<a>; rel=next")]
    [TestCase("<a>; rel=\"next")]
    [TestCase("<a>; title=\"x, <b>; rel=next")]
    [TestCase("<a>; title=x\", <b>; rel=next")]
    [TestCase("<a>; rel=\"self\" x, <b>; rel=\"next\"")]
    [TestCase("<a <b>; rel=next")]
    [TestCase("<<a>; rel=next")]
    [TestCase("<a>; rel=\"self\"; <b?after=1>; rel=\"next\"", Description = "a semicolon in place of a comma")]
    [TestCase("<a>; rel=\"self\"; rel=\"next\"", Description = "RFC 8288 ignores the second one, which would end the list")]
    [TestCase("<a>; rel:\"next\"")]
    [TestCase("<a>; next")]
    [TestCase("<a>")]
    [TestCase("<a>;")]
    [TestCase("<a>, <b>; rel=self")]
    [TestCase("<a>; title=\"next\"")]
    [TestCase("<a>; rev=\"next\"")]
    [TestCase("<a>; rel")]
    [TestCase("<a>; rel=")]
    [TestCase("<a>; rel=\"\"")]
    [TestCase("<a>; rel=\" \"")]
    [TestCase("<a>; rel=\"next,\"")]
    [TestCase("<a>; rel=\"next;\"")]
    [TestCase("<a>; rel=\"self next,\"")]
    [TestCase("<a>; rel=(next)")]
    [TestCase("<a>; rel=[next]")]
    [TestCase("<a>; rel=`next`")]
    [TestCase("<a>; rel=next/")]
    [TestCase("<a>; rel=%22next%22")]
    [TestCase("<a>; rel=\u201Cnext\u201D")]
    [TestCase("<a>; rel=\"\u201Cnext\u201D\"")]
    [TestCase("<a>; rel=/next")]
    [TestCase("<a>; rel=\"next\\\"")]
    [TestCase("<a>; r el=\"next\"")]
    [TestCase("<a>; rel\u00A0=\"next\"")]
    [TestCase("<a>; =\"next\"")]
    [TestCase("<a>; rel*=UTF-8''next")]
    [TestCase("<a>; rel=\"self\"; rel*=UTF-8''next")]
    [TestCase("<a>; relation=\"next\"")]
    [TestCase("<a>; title=\u00A0\"x, <b>; rel=next", Description = "a no-break space is not white space in HTTP")]
    public void FindNext_throws_for_a_malformed_header(string header) =>
        Assert.That(
            () => LinkHeader.FindNext(["<self>; rel=\"self\"", header]),
            Throws.TypeOf<JsonFormatException>().With.Message.Contains("Link header").And.Property("Path").EqualTo("Link"));

    [Test]
    public void FindNext_reads_several_values() => Assert.That(LinkHeader.FindNext(["<self>; rel=\"self\"", "<next>; rel=\"next\""]), Is.EqualTo("next"));

    [TestCase("https://a/x?after=1", "1")]
    [TestCase("https://a/x?limit=2&after=a%3Db%26c", "a=b&c")]
    [TestCase("https://a/x?%61fter=1", "1")]
    [TestCase("https://a/x?after=a+b", "a b")]
    [TestCase("https://a/x?after=%zz", "%zz")]
    [TestCase("https://a/x?after=", null)]
    [TestCase("https://a/x?after", null)]
    [TestCase("https://a/x?before=1", null)]
    [TestCase("https://a/x", null)]
    [TestCase("https://a/x#?after=1", null)]
    public void ReadParameter_finds_the_cursor(string link, string? expected) =>
        Assert.That(LinkHeader.ReadParameter(new Uri(link), "after"), Is.EqualTo(expected));

    [Test]
    public void Any_header_is_read_or_refused() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["<>;,\"\\= relnext?&%#:/"], 0, 60]).Array[0, 3].Sample(headers =>
        {
            if (FindNextOrNull(headers) is { } target && Uri.TryCreate(new Uri("https://vendor.example/api"), target, out var link) && link.IsAbsoluteUri)
            {
                _ = BaseAddress.IsSameOrigin(link, new Uri("https://vendor.example"));
                _ = LinkHeader.ReadParameter(link, "after");
            }
        });

    private static string? FindNextOrNull(string[] headers)
    {
        try
        {
            return LinkHeader.FindNext(headers);
        }
        catch (JsonFormatException)
        {
            return null;
        }
    }

    [Test]
    public void FindNext_ignores_any_text_in_a_title() =>
        Gen.String[Gen.Char["abc ,;<>=\\"], 0, 20].Select(Gen.Int[0, 1000]).Sample((title, number) =>
        {
            var escaped = title.Replace("\\", "\\\\");
            var header = $"<https://a/>; title=\"{escaped}\"; rel=self, <https://a/?after={number}>; rel=\"next\"";
            return LinkHeader.FindNext([header]) == $"https://a/?after={number}";
        });
}
