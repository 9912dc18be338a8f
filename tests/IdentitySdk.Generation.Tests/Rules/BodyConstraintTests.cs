using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>Bodies are checked against the constraints of their schema, on both frameworks.</summary>
[TestFixture("netstandard2.0")]
[TestFixture("net8.0")]
public sealed class BodyConstraintTests(string framework)
{
    private const string Valid = """{"kind":"abc","id":"1","name":"abcd","note":null}""";
    private readonly CheckedClient _client = new("constraints", framework);

    [TestCase("""{"name":"a"}""", "Name must be 2 to 4 characters long")]
    [TestCase("""{"name":"abcde"}""", "Name must be 2 to 4 characters long")]
    [TestCase("""{"name":"AB"}""", "Name must match the pattern ^[a-z]+$")]
    [TestCase("""{"kind":"abcd"}""", "Kind must be at most 3 characters long")]
    [TestCase("""{"secret":"abcd"}""", "Secret must be at most 3 characters long")]
    [TestCase("""{"count":0}""", "Count must lie between 1 and 5")]
    [TestCase("""{"count":6}""", "Count must lie between 1 and 5")]
    [TestCase("""{"big":0}""", "Big must be at least 1")]
    [TestCase("""{"share":0}""", "Share must be above 0 and at most 1.5")]
    [TestCase("""{"share":1.6}""", "Share must be above 0 and at most 1.5")]
    [TestCase("""{"money":0.4}""", "Money must be at least 0.5")]
    [TestCase("""{"below":5}""", "Below must be below 5")]
    [TestCase("""{"list":[]}""", "List must hold 1 to 2 items")]
    [TestCase("""{"list":["a","b","c"]}""", "List must hold 1 to 2 items")]
    [TestCase("""{"list":["a",""]}""", "Each item of List must be at least 1 character long")]
    [TestCase("""{"map":{}}""", "Map must hold 1 to 2 items")]
    [TestCase("""{"map":{"a":6}}""", "Each item of Map must be at most 5")]
    [TestCase("""{"nested":[["a","b"]]}""", "Each item of Nested must hold at most 1 item")]
    [TestCase("""{"nested":[["ab"]]}""", "Each item of Nested must be at most 1 character long")]
    [TestCase("""{"part":{}}""", "Part.Title is required")]
    [TestCase("""{"part":{"title":null}}""", "Part.Title must not be null")]
    [TestCase("""{"name":null}""", "Item.Name must not be null")]
    [TestCase("""{"kind":null}""", "Item.Kind must not be null")]
    [TestCase("""{"part":{"title":"abcd"}}""", "Part.Title must be at most 3 characters long")]
    [TestCase("""{"parts":[{"title":"a"},{"title":"abcd"}]}""", "Parts[].Title must be at most 3 characters long")]
    [TestCase("""{"parts_by_name":{"a":{"title":"abcd"}}}""", "PartsByName[].Title must be at most 3 characters long")]
    [TestCase("""{"one_or_many":{"title":"abcd"}}""", "OneOrMany[].Title must be at most 3 characters long")]
    public void Value_that_breaks_a_constraint_throws_with_its_name(string change, string message)
    {
        var exception = _client.Call("CreateAsync", With(change));

        Assert.That(exception, Is.TypeOf<ArgumentException>().With.Property("ParamName").EqualTo("body").And.Message.StartsWith(message + "."));
        Assert.That(exception!.Message, Does.Not.Contain("abcd"));
    }

    [TestCase("{}")]
    [TestCase("""{"name":"ab","secret":"abc","count":1,"big":1,"share":0.1,"money":0.5,"below":4}""")]
    [TestCase("""{"count":5,"share":1.5,"list":["a"],"map":{"a":5},"nested":[["a"],[]]}""")]
    [TestCase("""{"list":["a","b"],"map":{"a":1,"b":2},"parts":[{"title":"abc"}],"part":{"title":""},"one_or_many":[{"title":"a"}]}""")]
    [TestCase("""{"note":null,"count":null,"list":null,"map":null,"nested":null,"part":null,"parts":null,"secret":null}""")]
    [TestCase("""{"created":"longer than allowed","shown":{"title":"longer than allowed"}}""")]
    public void Value_that_fits_every_constraint_is_sent(string change) => Assert.That(_client.Call("CreateAsync", With(change)), Is.Null);

    [TestCase("kind", "Item.Kind")]
    [TestCase("id", "Item.Id")]
    [TestCase("name", "Item.Name")]
    [TestCase("note", "Item.Note")]
    public void Whole_body_without_a_required_member_throws(string member, string name)
    {
        var body = JObject.Parse(Valid);
        body.Remove(member);

        Assert.That(_client.Call("CreateAsync", body.ToString()), Has.Message.StartsWith($"{name} is required."));
        Assert.That(_client.Call("ReplaceAsync", "c", 1, body.ToString()), Has.Message.StartsWith($"{name} is required."));
        Assert.That(_client.Call("UpdateAsync", "c", 1, body.ToString()), Is.Null);
    }

    [Test]
    public void Partial_update_requires_no_member_and_checks_its_values()
    {
        Assert.That(_client.Call("UpdateAsync", "c", 1, "{}"), Is.Null);
        Assert.That(_client.Call("UpdateAsync", "c", 1, """{"part":{}}"""), Is.Null);
        Assert.That(_client.Call("UpdateAsync", "c", 1, """{"name":"a"}"""), Has.Message.StartsWith("Name must"));
    }

    [Test]
    public void Replacement_checks_only_write_only_values()
    {
        var received = With("""{"name":"LONGER","count":9,"list":[],"parts":[{"title":"abcd"}]}""");
        var written = With("""{"secret":"abcd"}""");

        Assert.That(_client.Call("ReplaceAsync", "c", 1, received), Is.Null);
        Assert.That(_client.Call("ReplaceAsync", "c", 1, written), Has.Message.StartsWith("Secret must"), "A server never sends what is write-only.");
    }

    private static string With(string change)
    {
        var body = JObject.Parse(Valid);
        body.Merge(JObject.Parse(change), new JsonMergeSettings { MergeNullValueHandling = MergeNullValueHandling.Merge });
        return body.ToString();
    }
}
