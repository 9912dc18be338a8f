using IdentitySdk.Generation;

namespace IdentitySdk.Tests;

/// <summary>Type texts of NSwag, parsed and printed without namespaces.</summary>
public sealed class CSharpTypeTests
{
    [TestCase("string", "string")]
    [TestCase("string?", "string")]
    [TestCase("System.DateTimeOffset?", "DateTimeOffset")]
    [TestCase("Newtonsoft.Json.Linq.JToken", "JToken")]
    [TestCase("System.Collections.Generic.IEnumerable<int>?", "IEnumerable<int>")]
    [TestCase("System.Collections.Generic.IReadOnlyList<System.Guid?>", "IReadOnlyList<Guid?>")]
    [TestCase("System.Collections.Generic.IReadOnlyDictionary<string, string?>", "IReadOnlyDictionary<string, string?>")]
    [TestCase(
        "System.Collections.Generic.IReadOnlyDictionary<string, System.Collections.Generic.IReadOnlyList<Newtonsoft.Json.Linq.JToken>>?",
        "IReadOnlyDictionary<string, IReadOnlyList<JToken>>")]
    public void Type_is_printed_without_namespaces_and_its_own_question_mark(string text, string expected) =>
        Assert.That(CSharpType.Parse(text).ToString(), Is.EqualTo(expected));

    [TestCase("IReadOnlyDictionary<string, IReadOnlyList<User?>>?", "User")]
    [TestCase("User", "User")]
    public void Leaf_is_the_innermost_type(string text, string expected) => Assert.That(CSharpType.Parse(text).Leaf.Name, Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("IReadOnlyList<>")]
    [TestCase("IReadOnlyList<string")]
    public void Invalid_type_throws(string text) => Assert.Throws<GenerationException>(() => CSharpType.Parse(text));
}
