using System.Text;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Json;

/// <summary>A member of another JSON type than the documented one does not fail the page.</summary>
[TestFixtureSource(typeof(Serializer), nameof(Serializer.All))]
internal sealed class MismatchTests(string serializer)
{
    [TestCase("""{"id":5,"on":true}""", "id")]
    [TestCase("""{"id":{"a":[1,{}]},"on":true}""", "id")]
    [TestCase("""{"on":"true","id":"1"}""", "on")]
    [TestCase("""{"count":"5","id":"1"}""", "count")]
    [TestCase("""{"count":2147483648,"id":"1"}""", "count")]
    [TestCase("""{"count":1.0,"id":"1"}""", "count")]
    [TestCase("""{"big":9223372036854775808,"id":"1"}""", "big")]
    [TestCase("""{"price":1e28,"ratio":[],"id":"1"}""", "ratio")]
    [TestCase("""{"at":"next Tuesday","id":"1"}""", "at")]
    [TestCase("""{"at":1371000000,"id":"1"}""", "at")]
    [TestCase("""{"at":"2015-02-30T00:00:00Z","id":"1"}""", "at")]
    [TestCase("""{"day":"2015-06-07T00:00:00Z","id":"1"}""", "day")]
    [TestCase("""{"guid":"","id":"1"}""", "guid")]
    [TestCase("""{"status":1,"id":"1"}""", "status")]
    [TestCase("""{"names":"a","id":"1"}""", "names")]
    [TestCase("""{"names":[1,{"b":2}],"id":"1"}""", "names")]
    [TestCase("""{"names":[null],"id":"1"}""", "names")]
    [TestCase("""{"rows":[["1"],[null],5],"id":"1"}""", "rows")]
    [TestCase("""{"labels":[],"id":"1"}""", "labels")]
    [TestCase("""{"labels":{"c":{"d":[]}},"id":"1"}""", "labels")]
    [TestCase("""{"counts":{"b":"2","c":null},"id":"1"}""", "counts")]
    [TestCase("""{"child":"gone","id":"1"}""", "child")]
    [TestCase("""{"child":[{}],"id":"1"}""", "child")]
    [TestCase("""{"links":{"self":null},"id":"1"}""", "links")]
    [TestCase("""{"links":{"self":["b",null]},"id":"1"}""", "links")]
    [TestCase("""{"times":["soon",5],"id":"1"}""", "times")]
    [TestCase("""{"moments":{"a":[{}],"b":null},"id":"1"}""", "moments")]
    [TestCase("""{"guids":{"c":""},"id":"1"}""", "guids")]
    [TestCase("""{"ratios":["2"],"id":"1"}""", "ratios")]
    public void Mismatch_is_reported_and_written_unchanged(string json, string member)
    {
        var model = Serializer.Read(serializer, Encoding.UTF8.GetBytes(json), Everything.Read, out var unexpected)!;

        Assert.Multiple(() =>
        {
            Assert.That(unexpected, Is.EqualTo(new[] { "Everything." + member }));
            Assert.That(model.IsSet(member), Is.False);
            Assert.That(model.AdditionalData.Keys, Is.EqualTo(new[] { member }));
            Assert.That(model.Id ?? "1", Is.EqualTo("1"), "later members are read");
        });
        Assert.Multiple(() => Array.ForEach(Serializer.All, writer => Serializer.AssertSame(Serializer.Write(writer, model), json)));
    }

    [Test]
    public void Mismatch_in_a_list_belongs_to_its_model()
    {
        const string Json = """{"links":{"self":[{"id":1,"x":{}},{"id":"b"}]},"child":{"child":{"on":"no"}},"free":1}""";
        var model = Serializer.Read(serializer, Encoding.UTF8.GetBytes(Json), Everything.Read, out var unexpected)!;

        Assert.Multiple(() =>
        {
            Assert.That(unexpected, Is.EqualTo(new[] { "Everything.id", "Everything.on" }));
            Assert.That(model.AdditionalData, Is.Empty);
            Assert.That(model.Links!["self"][0].AdditionalData.Keys, Is.EquivalentTo(new[] { "id", "x" }));
            Assert.That(model.Links["self"][1].Id, Is.EqualTo("b"));
        });
        Serializer.AssertSame(Serializer.Write(serializer, model), Json);
    }

    [Test]
    public void Setting_the_property_replaces_the_mismatch()
    {
        var model = Serializer.Read<Everything>(serializer, """{"id":5,"x":1,"count":"7"}""", Everything.Read)!;

        model.Id = "5";

        Serializer.AssertSame(Serializer.Write(serializer, model), """{"id":"5","x":1,"count":"7"}""");
    }

    [Test]
    public void Last_of_two_members_with_one_name_is_used()
    {
        var model = Serializer.Read<Everything>(serializer, """{"id":5,"id":"a","count":1,"count":"b","x":1,"x":2}""", Everything.Read)!;

        Assert.Multiple(() =>
        {
            Assert.That(model.Id, Is.EqualTo("a"));
            Assert.That(model.Count, Is.Null);
            Assert.That(model.IsSet(nameof(Everything.Count)), Is.False);
            Assert.That((int)model.AdditionalData["x"]!, Is.EqualTo(2));
        });
        Assert.That(JToken.DeepEquals(JObject.Parse(Serializer.Write(serializer, model)), JObject.Parse("""{"id":"a","count":"b","x":2}""")));
    }

    [Test]
    public void Unpaired_surrogate_is_a_mismatch_and_written_unchanged()
    {
        const string Json = """{"id":"\ud800","names":["a","\udc00 b"],"x":"\ud83d","child":{"id":"\ud83d\ude00"}}""";
        var model = Serializer.Read(Serializer.Http, Encoding.UTF8.GetBytes(Json), Everything.Read, out var unexpected)!;

        Assert.Multiple(() =>
        {
            Assert.That(unexpected, Is.EqualTo(new[] { "Everything.id", "Everything.names" }));
            Assert.That(Serializer.Write(Serializer.Http, model), Does.Contain("\"\\ud800\"").And.Contain("\"\\udc00 b\"").And.Contain("\"\\ud83d\""));
            Assert.That((string?)model.AdditionalData["x"], Is.EqualTo("\ud83d"));
            Assert.That(model.Child!.Id, Is.EqualTo("😀"));
        });
    }

    [Test]
    public void Key_with_an_unpaired_surrogate_in_a_tree_is_a_mismatch()
    {
        var tree = new JObject { ["counts"] = new JObject { ["a"] = 1, ["\ud800"] = 2, ["b"] = 3 }, ["guids"] = new JObject { ["\ud800"] = "6F9619FF-8B86-D011-B42D-00CF4FC964FF" } };
        using var reader = tree.CreateReader();
        reader.Read();
        using var buffer = new PooledBuffer();
        NewtonsoftTokens.Copy(reader, buffer);
        var modelReader = new ModelReader(buffer.Written);
        var model = Everything.Read(ref modelReader)!;

        Assert.That(modelReader.UnexpectedMembers, Is.EqualTo(new[] { "Everything.counts", "Everything.guids" }));
        Assert.That(model.Counts!.Keys, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(model.IsSet(nameof(Everything.Guids)), Is.False);
        Assert.That(JToken.DeepEquals(ModelWriter.ToToken(model)["counts"]!["\ud800"], 2));
        Assert.That(JToken.DeepEquals(model.AdditionalData["guids"], tree["guids"]));
    }

    [TestCase("5")]
    [TestCase("\"a\"")]
    [TestCase("[]")]
    [TestCase("[{}]")]
    [TestCase("true")]
    public void Document_of_another_type_throws(string json) =>
        Assert.Throws<JsonFormatException>(() => Serializer.Read<Everything>(serializer, json, Everything.Read));

    [TestCase("{}")]
    [TestCase("5")]
    [TestCase("[5]")]
    [TestCase("[{},null]")]
    [TestCase("[{},[]]")]
    public void Page_of_another_type_throws(string json) =>
        Assert.Throws<JsonFormatException>(() => Serializer.Read(serializer, json, (ref ModelReader reader) => reader.ReadList(static (ref ModelReader reader) => Everything.Read(ref reader))));
}
