using System.Text;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Single members of a document's outermost object.</summary>
public sealed class OutermostMemberTests
{
    [TestCase("""{"a":"x"}""", "x")]
    [TestCase(" \r\n\t{\"b\":[{\"a\":1}],\"c\":{\"a\":\"y\"},\"a\":\"x\"", "x", Description = "in any place, also before the document is truncated")]
    [TestCase("""{"a":null,"a":"x"}""", "x")]
    [TestCase("""{"a":""}""", "")]
    [TestCase("""{"a":1}""", "")]
    [TestCase("""{"a":{"a":"x"}}""", "")]
    [TestCase("""{"b":{"a":"x"}}""", "")]
    [TestCase("""{"b":"a"}""", "")]
    [TestCase("""{"aa":"x"}""", "")]
    [TestCase("""[{"a":"x"}]""", "")]
    [TestCase("\"a\"", "")]
    [TestCase("{a:\"x\"}", "")]
    [TestCase("{\"a", "")]
    [TestCase("<a>", "")]
    [TestCase("", "")]
    public void FindText_finds_strings_of_the_outermost_object_only(string document, string expected) =>
        Assert.That(Encoding.UTF8.GetString(OutermostMember.FindText(Encoding.UTF8.GetBytes(document), "a"u8)), Is.EqualTo(expected));
}
