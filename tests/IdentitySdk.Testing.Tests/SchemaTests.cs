using System.Text;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Schemas;

namespace IdentitySdk.Testing.Tests;

/// <summary>What the emulators share: strict JSON, validation, state tables, resources.</summary>
public sealed class SchemaTests
{
    private const string Table = """
        {"operations":{"Things_List":{"call":"GET /things","source":[],"query":{
            "id":{"type":"integer","minimum":1,"maximum":9,"required":true},"flag":{"type":"boolean"},
                "ids":{"explode":false,"type":"array","items":{"type":"integer"}},
            "since":{"type":"string","format":"date-time"},"kind":{"$ref":"Kind"},
                "more":{"x-query-prefix":"more.","type":"object","additionalProperties":{"type":"string"}}
        },"responses":{}}},
        "schemas":{
            "Kind":{"type":"string","enum":["a","b"]},
            "Thing":{"type":"object","required":["name"],"properties":{
                "id":{"type":"string","readOnly":true},"name":{"type":"string","minLength":1,"maxLength":3,"pattern":"^[a-z]*$"},"kind":{"$ref":"Kind"},
                "count":{"type":"integer","minimum":0,"maximum":5,"nullable":true},"date":{"type":"string","format":"date-time"},
                "list":{"type":"array","maxItems":2,"items":{"type":"boolean"}},
                    "map":{"type":"object","minProperties":1,"additionalProperties":{"type":"string"}},
                "inner":{"$ref":"Thing"},"either":{"x-type":"StringOrNumber"},"any":{"x-type":"OneOrMany<Link>"}
            }}}}
        """;

    private static readonly ApiSchema s_table = ApiSchema.Parse(Table);

    [TestCase("""{"name":"a"}""", "")]
    [TestCase("""{"name":"a","unknown":5,"any":[1],"either":"x","count":null}""", "")]
    [TestCase("5", "Type ")]
    [TestCase("null", "Null ")]
    [TestCase("{}", "Required name")]
    [TestCase("""{"name":null}""", "Required name, Null name")]
    [TestCase("""{"name":5}""", "Type name")]
    [TestCase("""{"name":""}""", "Length name")]
    [TestCase("""{"name":"abcd"}""", "Length name")]
    [TestCase("""{"name":"A"}""", "Format name")]
    [TestCase("""{"name":"a","kind":"c"}""", "Enum kind")]
    [TestCase("""{"name":"a","kind":null}""", "Null kind")]
    [TestCase("""{"name":"a","count":-1}""", "Minimum count")]
    [TestCase("""{"name":"a","count":6}""", "Maximum count")]
    [TestCase("""{"name":"a","count":1.5}""", "Type count")]
    [TestCase("""{"name":"a","count":99999999999999999999}""", "Type count")]
    [TestCase("""{"name":"a","date":"yesterday"}""", "Format date")]
    [TestCase("""{"name":"a","list":[true,true,true]}""", "Count list")]
    [TestCase("""{"name":"a","list":[1]}""", "Type list")]
    [TestCase("""{"name":"a","map":{}}""", "Count map")]
    [TestCase("""{"name":"a","map":{"x":1}}""", "Type map.x")]
    [TestCase("""{"name":"a","inner":{"name":"a","inner":{"name":7}}}""", "Type inner.inner.name")]
    [TestCase("""{"name":"a","either":true}""", "Type either")]
    [TestCase("""{"name":"a","id":5}""", "")]
    public void Body_is_validated(string json, string errors)
    {
        var found = SchemaValidator.Check(s_table, s_table.Named("Thing"), JsonNode.Parse(json), isRequest: true);

        Assert.That(string.Join(", ", found.Select(error => $"{error.Rule} {error.Path}")), Is.EqualTo(errors));
    }

    [Test]
    public void Read_only_member_is_validated_in_a_response() =>
        Assert.That(SchemaValidator.Check(s_table, s_table.Named("Thing"), JsonNode.Parse("""{"name":"a","id":5}"""), isRequest: false), Has.Count.EqualTo(1));

    [TestCase("id=1&flag=true&ids=1,2&since=2026-01-01&kind=a&more.x=y", "")]
    [TestCase("", "Required id")]
    [TestCase("id=", "Required id, Type id")]
    [TestCase("id=0", "Minimum id")]
    [TestCase("id=10", "Maximum id")]
    [TestCase("id=x", "Type id")]
    [TestCase("id=1&flag=maybe", "Type flag")]
    [TestCase("id=1&ids=1,x", "Type ids")]
    [TestCase("id=1&since=soon", "Format since")]
    [TestCase("id=1&kind=c", "Enum kind")]
    public void Query_is_validated(string query, string errors)
    {
        var pairs = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToLookup(pair => pair[0], pair => pair[1]);

        var found = QueryValidator.Check(s_table, s_table.Operations[0], pairs.Select(pair => pair.Key), name => [.. pairs[name]]);

        Assert.That(string.Join(", ", found.Select(error => $"{error.Rule} {error.Path}")), Is.EqualTo(errors));
    }

    [Test]
    public void Parameter_that_is_not_in_the_specification_is_unknown() =>
        Assert.That(QueryValidator.Unknown(s_table.Operations[0], ["id", "more", "more.x", "morex", "Id"]), Is.EqualTo(new[] { "more", "morex", "Id" }));

    [TestCase("""{"a":[1,"x",null,true,{"b":1.50}]}""", true)]
    [TestCase("", false)]
    [TestCase("{", false)]
    [TestCase("{}{}", false)]
    [TestCase("""{"a":1,"a":1}""", false)]
    [TestCase("""{"a":{"b":1,"b":1}}""", false)]
    [TestCase("\"\\ud800\"", false)]
    [TestCase("{\"\\udc00\":1}", false)]
    [TestCase("[1,]", false)]
    public void Json_is_read_strictly(string text, bool isValid)
    {
        var isRead = JsonText.TryParse(Encoding.UTF8.GetBytes(text), out var value);

        Assert.That(isRead, Is.EqualTo(isValid));
        Assert.That(value?.ToJsonString(), Is.EqualTo(isValid ? text : null));
    }

    [Test]
    public void Bytes_that_are_not_UTF8_are_not_JSON() => Assert.That(JsonText.TryParse([(byte)'"', 0xC3, 0x28, (byte)'"'], out _), Is.False);

    [Test]
    public void Cell_of_a_state_table_is_a_state_or_an_error()
    {
        var table = StateTable.Parse("""
                 ON   OFF
            flip OFF  ON
            stop OFF  E1
            """);

        Assert.That((table.Next("flip", "ON"), table.Next("stop", "OFF")), Is.EqualTo((("OFF", (string?)null), ((string?)null, "E1"))));
        Assert.That(() => StateTable.Parse("A B\nx A"), Throws.TypeOf<FormatException>());
        Assert.That(() => table.Next("jump", "ON"), Throws.TypeOf<KeyNotFoundException>());
    }

    [Test]
    public void ResourceStore_returns_copies_in_order()
    {
        var store = new ResourceStore(value => value["id"]!.ToString(), owner => [new() { ["id"] = $"seed of {owner}" }]);
        store.Put("x", new JsonObject { ["id"] = "1" });
        store.Put("x", new JsonObject { ["id"] = "2" });
        store.Find("x", "1")!["changed"] = true;
        store.Put("x", new JsonObject { ["id"] = "1", ["again"] = true });

        Assert.That(string.Join(' ', store.Of("x").Select(value => value.ToJsonString())),
            Is.EqualTo("""{"id":"seed of x"} {"id":"1","again":true} {"id":"2"}"""));
        Assert.That(store.Of("y").Single()["id"]!.ToString(), Is.EqualTo("seed of y"));
        Assert.That((store.Remove("x", "2"), store.Remove("x", "2"), store.Owners.Single()), Is.EqualTo((true, false, "x")));
    }

    [Test]
    public void Ids_are_the_same_in_every_run_and_differ_by_prefix()
    {
        var (first, second, other) = (new IdSequence("a"), new IdSequence("a"), new IdSequence("b"));

        Assert.That(first.Next(), Is.EqualTo(second.Next()));
        Assert.That(new[] { first.Next(), first.Next(), other.Next()[1..] }, Is.Unique);
    }
}
