namespace IdentitySdk.Tests;

/// <summary>An update must have a value, on both frameworks.</summary>
[TestFixture("netstandard2.0")]
[TestFixture("net8.0")]
public sealed class UpdateTests(string framework)
{
    private readonly CheckedClient _client = new("updates", framework);

    [TestCase("{}")]
    [TestCase("""{"part":{}}""")]
    [TestCase("""{"part":{"updated":{"at":"now"}}}""", TestName = "A read-only value changes nothing")]
    public void Update_without_a_value_throws(string body) =>
        Assert.That(_client.Call("UpdateAsync", "a", body), Has.Message.StartsWith("UpdateItem must hold at least 1 value").And.Property("ParamName").EqualTo("body"));

    [TestCase("""{"name":null}""")]
    [TestCase("""{"part":{"title":""}}""")]
    [TestCase("""{"part":null}""")]
    [TestCase("""{"later":[]}""")]
    public void Update_with_a_value_is_sent(string body) => Assert.That(_client.Call("UpdateAsync", "a", body), Is.Null);

    [Test]
    public void Replacement_may_be_empty() => Assert.That(_client.Call("ReplaceAsync", "a", "{}"), Is.Null);
}
