using System.Text;
using IdentitySdk.Core;

namespace IdentitySdk.Tests.Json;

/// <summary>Invalid JSON throws a JsonFormatException with every serializer.</summary>
internal sealed class HostileDocumentTests
{
    private const string Whole = """{"id":"a\u00e9\n","count":-12,"x":[1.5e3,true,false,null,{}],"child":{"id":"b","labels":{"k":"v"}},"links":{"self":[{"id":"c"}]}}""";

    private static IEnumerable<TestCaseData> NotJson()
    {
        string[] documents =
        [
            "", " \r\n\t", "{", "[", "}", "]", "{]", "{\"id\"}", "{\"id\":}", "{\"id\":\"1\"", "{\"id\" \"1\"}", "{\"x\":[1,2}", "{\"id\":\"1\"}}", "{} {}", "{}x", "{\"x\":1.}",
            "{/* a */}", "{\"id\":\"1\"} // b", "{'id':\"1\"}", "{\"id\":'1'}", "{id:\"1\"}", "{\"x\":{a:1}}", "{\"x\":'1'}", "{\"x\":NaN}", "{\"x\":Infinity}", "{\"x\":-Infinity}", "{\"x\":undefined}",
            "{\"x\":new Date(1)}", "{\"id\":nul}", "{\"x\":True}", "{\"on\":tru}", "{\"x\":[,1]}", "{,}", "{\"x\":1 2}", "{\"x\":[1 2]}", "{\"x\":-}", "{\"x\":1e}", "{\"x\":+1}", "{\"x\":.5}", "{\"x\":-.5}", "{\"x\":00.5}", "{\"x\":08}",
            "{\"id\":\"\\x\"}", "{\"id\":\"\\u12\"}", "{\"id\":\"\\u12g4\"}", "{\"x\":\"a}", "<html></html>", "502 Bad Gateway", "{\"x\":--1}", "{\"x\":1.2.3}",
        ];
        return documents.SelectMany(document => Serializer.All.Select(serializer => new TestCaseData(serializer, document).SetArgDisplayNames(serializer, document)));
    }

    [TestCaseSource(nameof(NotJson))]
    public void Invalid_JSON_throws(string serializer, string document) =>
        Assert.Throws<JsonFormatException>(() => Serializer.Read<Everything>(serializer, document, Everything.Read));

    /// <summary>Newtonsoft's reader accepts these, and does not report it, so that its converter cannot reject them.</summary>
    [TestCase("""{"x":[1,],"id":"1"}""")]
    [TestCase("""{"x":{},"id":"1",}""")]
    [TestCase("""{"x":01,"id":"1"}""")]
    [TestCase("""{"x":0x1F,"id":"1"}""")]
    [TestCase("""{"x":-01,"id":"1"}""")]
    [TestCase("""{"x":1.5e-,"id":"1"}""")]
    [TestCase("{\"id\":\"1\"}\0")]
    [TestCase("{\"id\":\"1\"} \r}")]
    [TestCase("{\0\"x\"\0:\0[1\0,\0true\0]\0,\"id\":\"1\"}")]
    [TestCase("{\u00A0\"x\"\v:\u2003[1\f,\u0085null\u2028],\"id\":\"1\"}")]
    [TestCase("""{"x":"\'","id":"1"}""")]
    [TestCase("{\"x\":\"a\tb\nc\",\"id\":\"1\"}")]
    public void Invalid_JSON_that_Newtonsoft_accepts_throws_in_HTTP_bodies_only(string document)
    {
        Assert.Throws<JsonFormatException>(() => Serializer.Read<Everything>(Serializer.Http, document, Everything.Read));
        Assert.That(Serializer.Read<Everything>(Serializer.Newtonsoft, document, Everything.Read)!.Id, Is.EqualTo("1"));
    }

    [TestCase("[/**/]")]
    [TestCase("[1,,2]")]
    [TestCase("{\"a\":'b'}")]
    [TestCase("{\"a\":{b:1}}")]
    [TestCase("[NaN]")]
    [TestCase("[new Date(1)]")]
    public void Invalid_JSON_in_a_skipped_value_throws(string skipped)
    {
        foreach (var serializer in Serializer.All)
        {
            Assert.Throws<JsonFormatException>(
                () => Serializer.Read<Everything>(serializer, $$"""{"x":{{skipped}}}""", Skip),
                serializer);
        }

        static Everything? Skip(ref ModelReader reader)
        {
            reader.BeginObject();
            while (reader.ReadName() is not null)
            {
                reader.Skip();
            }

            return new Everything();
        }
    }

    [Test]
    public void Document_truncated_at_any_byte_throws([ValueSource(typeof(Serializer), nameof(Serializer.All))] string serializer)
    {
        var bytes = Encoding.UTF8.GetBytes(Whole);
        Assert.That(Serializer.Read(serializer, bytes, Everything.Read, out _)!.Count, Is.EqualTo(-12));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<JsonFormatException>(() => Serializer.Read(serializer, bytes[..length], Everything.Read, out _), $"{length} bytes");
        }
    }

    [Test]
    public void Depth_of_65_throws([ValueSource(typeof(Serializer), nameof(Serializer.All))] string serializer)
    {
        Assert.That(Serializer.Read<Everything>(serializer, Nested(63), Everything.Read)!.AdditionalData, Has.Count.EqualTo(1));
        Assert.Throws<JsonFormatException>(() => Serializer.Read<Everything>(serializer, Nested(64), Everything.Read));
        Assert.Throws<JsonFormatException>(() => Serializer.Read<Everything>(serializer, Nested(100_000), Everything.Read));

        static string Nested(int depth) => "{\"x\":" + new string('[', depth) + new string(']', depth) + "}";
    }

    [Test]
    public void Byte_order_mark_is_skipped([ValueSource(typeof(Serializer), nameof(Serializer.All))] string serializer) =>
        Assert.That(Serializer.Read<Everything>(serializer, "\uFEFF{\"id\":\"1\"}", Everything.Read)!.Id, Is.EqualTo("1"));

    [TestCase(new byte[] { 0xFF })]
    [TestCase(new byte[] { 0xC0, 0xAF })]
    [TestCase(new byte[] { 0xE2, 0x82 })]
    [TestCase(new byte[] { 0xED, 0xA0, 0x80 })]
    public void Invalid_UTF_8_throws(byte[] invalid)
    {
        foreach (var serializer in Serializer.All)
        {
            foreach (var member in new[] { "id", "x" })
            {
                byte[] document = [.. Encoding.UTF8.GetBytes($"{{\"{member}\":\"a"), .. invalid, .. "b\"}"u8];
                Assert.Throws<JsonFormatException>(() => Serializer.Read(serializer, document, Everything.Read, out _));
            }
        }
    }

    [Test]
    public void Number_of_ten_thousand_digits_is_written_unchanged()
    {
        var digits = new string('7', 10_000);
        var json = $$"""{"big":{{digits}},"price":0.{{digits}},"ratio":{{digits}},"x":{{digits}},"y":-{{digits}}.5,"id":"1"}""";

        var model = Serializer.Read<Everything>(Serializer.Http, json, Everything.Read)!;

        Assert.That(model.Id, Is.EqualTo("1"));
        Assert.That(model.AdditionalData["x"]!.ToString(), Is.EqualTo(digits));
        Serializer.AssertSame(Serializer.Write(Serializer.Http, model), json);
        Assert.Throws<JsonFormatException>(() => Serializer.Read<Everything>(Serializer.Newtonsoft, json, Everything.Read), "Newtonsoft's reader accepts up to 380 digits");
    }

    [TestCase("""[{"child":{"id":"a","labels":{"k":nope}}}]""", "$[0].child.labels.k")]
    [TestCase("""[{},{},{"links":{"self":[{"id":"a"},{"id":tru}]}}]""", "$[2].links.self[1].id")]
    [TestCase("""[{},{"labels":{"a b":"c","d.e":x}}]""", "$[1].labels['d.e']")]
    [TestCase("""[{"x":[[1],[2,{"y":{"z":fals}}]]}]""", "$[0].x[1][1].y.z")]
    public void Invalid_JSON_throws_with_its_path(string document, string path)
    {
        foreach (var serializer in Serializer.All)
        {
            var exception = Assert.Throws<JsonFormatException>(() =>
                Serializer.Read(serializer, document, (ref ModelReader reader) => reader.ReadList(static (ref ModelReader reader) => Everything.Read(ref reader))))!;

            Assert.That(exception.Path, Is.EqualTo(path), serializer);
            Assert.That(exception.Position, Is.EqualTo(document.IndexOf(path.Contains("d.e") ? "x}" : path.EndsWith('k') ? "nope" : path.EndsWith('z') ? "fals" : "tru", StringComparison.Ordinal)).Within(5), serializer);
            Assert.That(exception.Message, Does.Not.Contain("nope"));
        }
    }

    [Test]
    public void Path_is_found_without_a_copy_of_the_document()
    {
        var document = Encoding.UTF8.GetBytes($$"""[{{new string(' ', 1_000_000)}}{"a":[1,2]}]""");
        var path = "";
        Assert.That(AdditionalValueTests.Allocated(() => path = JsonPath.Of(document, document.Length - 4)), Is.LessThan(10_000));
        Assert.That(path, Is.EqualTo("$[0].a[1]"));
    }

    [Test]
    public void Invalid_JSON_below_an_unpaired_surrogate_throws() =>
        Assert.Throws<JsonFormatException>(() => Serializer.Read<Everything>(Serializer.Http, """{"\ud800":{"a":tru}}""", Everything.Read));

    [Test]
    public void Mismatch_of_an_item_throws_with_its_path([ValueSource(typeof(Serializer), nameof(Serializer.All))] string serializer)
    {
        var exception = Assert.Throws<JsonFormatException>(() =>
            Serializer.Read(serializer, """[{"id":"a"},{"id":"b"},5]""", (ref ModelReader reader) => reader.ReadList(static (ref ModelReader reader) => Everything.Read(ref reader))))!;

        Assert.That(exception.Path, Is.EqualTo("$[2]"));
    }
}
