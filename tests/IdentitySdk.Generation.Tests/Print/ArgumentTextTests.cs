using IdentitySdk.Generation;

namespace IdentitySdk.Tests;

/// <summary>The documentation lists how an argument can be refused, and no exception where every argument is accepted.</summary>
public sealed class ArgumentTextTests
{
    private const string Rule = "violates a rule that the vendor documents";

    [TestCase("constraints", "GET /items\n2|code|string|code\n2|size|int|size", $"is null or empty, or {Rule}")]
    [TestCase("constraints", "POST /items\n1|body|Item|body", $"is null, or {Rule}")]
    [TestCase("arguments", "POST /numbers/{id}\n3|id|long|id\n1|body|Item|body", "is null")]
    [TestCase("arguments", "GET /numbers/{id}\n3|id|long|id", null)]
    [TestCase("arguments", "DELETE /numbers/{id}\n3|id|long|id\n2|ids|IReadOnlyList<int>?|ids", Rule)]
    [TestCase("arguments", "GET /names/{name}\n3|name|string|name\n2|text|string|text", "is null or empty")]
    public void Documentation_fits_the_parameters(string spec, string marker, string? reason)
    {
        var document = SpecDocument.Load(MiniSpec.PathOf(spec));

        Assert.That(
            new ArgumentText(document, new RequestBodies(document)).Print(marker),
            Is.EqualTo(reason is null ? "" : $"    /// <exception cref=\"ArgumentException\">An argument {reason}. Nothing was sent.</exception>\n"));
    }
}
