using System.Text;
using IdentitySdk.Core;

namespace IdentitySdk.Tests.Json;

/// <summary>What is not JSON fails the same way in both engines, and never with an engine's own exception.</summary>
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
        return documents.SelectMany(document => Engines.All.Select(engine => new TestCaseData(engine, document).SetArgDisplayNames(engine, document)));
    }

    [TestCaseSource(nameof(NotJson))]
    public void What_is_not_JSON_fails(string engine, string document) =>
        Assert.Throws<JsonFormatException>(() => Engines.Read<Everything>(engine, document, Everything.Read));

    /// <summary>What Newtonsoft's reader lets pass without a sign; the door cannot know better.</summary>
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
    public void Leniency_of_Newtonsofts_reader_is_its_own(string document)
    {
        Assert.Throws<JsonFormatException>(() => Engines.Read<Everything>(Engines.Utf8, document, Everything.Read));
        Assert.That(Engines.Read<Everything>(Engines.Text, document, Everything.Read)!.Id, Is.EqualTo("1"));
    }

    [TestCase("[/**/]")]
    [TestCase("[1,,2]")]
    [TestCase("{\"a\":'b'}")]
    [TestCase("{\"a\":{b:1}}")]
    [TestCase("[NaN]")]
    [TestCase("[new Date(1)]")]
    public void What_is_not_JSON_fails_in_what_is_skipped_too(string skipped)
    {
        foreach (var engine in Engines.All)
        {
            Assert.Throws<JsonFormatException>(
                () => Engines.Read<Everything>(engine, $$"""{"x":{{skipped}}}""", Skip),
                engine);
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
    public void Truncation_at_every_byte_fails([ValueSource(typeof(Engines), nameof(Engines.All))] string engine)
    {
        var bytes = Encoding.UTF8.GetBytes(Whole);
        Assert.That(Engines.Read(engine, bytes, Everything.Read, out _)!.Count, Is.EqualTo(-12));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<JsonFormatException>(() => Engines.Read(engine, bytes[..length], Everything.Read, out _), $"{length} bytes");
        }
    }

    [Test]
    public void Depth_of_64_is_read_and_65_is_not([ValueSource(typeof(Engines), nameof(Engines.All))] string engine)
    {
        Assert.That(Engines.Read<Everything>(engine, Nested(63), Everything.Read)!.AdditionalData, Has.Count.EqualTo(1));
        Assert.Throws<JsonFormatException>(() => Engines.Read<Everything>(engine, Nested(64), Everything.Read));
        Assert.Throws<JsonFormatException>(() => Engines.Read<Everything>(engine, Nested(100_000), Everything.Read));

        static string Nested(int depth) => "{\"x\":" + new string('[', depth) + new string(']', depth) + "}";
    }

    [Test]
    public void Byte_order_mark_is_passed_over([ValueSource(typeof(Engines), nameof(Engines.All))] string engine) =>
        Assert.That(Engines.Read<Everything>(engine, "\uFEFF{\"id\":\"1\"}", Everything.Read)!.Id, Is.EqualTo("1"));

    [TestCase(new byte[] { 0xFF })]
    [TestCase(new byte[] { 0xC0, 0xAF })]
    [TestCase(new byte[] { 0xE2, 0x82 })]
    [TestCase(new byte[] { 0xED, 0xA0, 0x80 })]
    public void Invalid_UTF_8_fails_wherever_it_stands(byte[] invalid)
    {
        foreach (var engine in Engines.All)
        {
            foreach (var member in new[] { "id", "x" })
            {
                byte[] document = [.. Encoding.UTF8.GetBytes($"{{\"{member}\":\"a"), .. invalid, .. "b\"}"u8];
                Assert.Throws<JsonFormatException>(() => Engines.Read(engine, document, Everything.Read, out _));
            }
        }
    }

    [Test]
    public void Ten_thousand_digits_cost_nothing_and_are_kept()
    {
        var digits = new string('7', 10_000);
        var json = $$"""{"big":{{digits}},"price":0.{{digits}},"ratio":{{digits}},"x":{{digits}},"y":-{{digits}}.5,"id":"1"}""";

        var model = Engines.Read<Everything>(Engines.Utf8, json, Everything.Read)!;

        Assert.That(model.Id, Is.EqualTo("1"));
        Assert.That(model.AdditionalData["x"]!.ToString(), Is.EqualTo(digits));
        Engines.AssertSame(Engines.Write(Engines.Utf8, model), json);
        Assert.Throws<JsonFormatException>(() => Engines.Read<Everything>(Engines.Text, json, Everything.Read), "Newtonsoft's reader takes 380 digits");
    }

    [TestCase("""[{"child":{"id":"a","labels":{"k":nope}}}]""", "$[0].child.labels.k")]
    [TestCase("""[{},{},{"links":{"self":[{"id":"a"},{"id":tru}]}}]""", "$[2].links.self[1].id")]
    [TestCase("""[{},{"labels":{"a b":"c","d.e":x}}]""", "$[1].labels['d.e']")]
    [TestCase("""[{"x":[[1],[2,{"y":{"z":fals}}]]}]""", "$[0].x[1][1].y.z")]
    public void Failure_names_its_place(string document, string path)
    {
        foreach (var engine in Engines.All)
        {
            var exception = Assert.Throws<JsonFormatException>(() =>
                Engines.Read(engine, document, (ref ModelReader reader) => reader.ReadList(static (ref ModelReader reader) => Everything.Read(ref reader))))!;

            Assert.That(exception.Path, Is.EqualTo(path), engine);
            Assert.That(exception.Position, Is.EqualTo(document.IndexOf(path.Contains("d.e") ? "x}" : path.EndsWith('k') ? "nope" : path.EndsWith('z') ? "fals" : "tru", StringComparison.Ordinal)).Within(5), engine);
            Assert.That(exception.Message, Does.Not.Contain("nope"));
        }
    }

    [Test]
    public void Failure_below_a_name_that_is_no_text_is_still_a_format_exception() =>
        Assert.Throws<JsonFormatException>(() => Engines.Read<Everything>(Engines.Utf8, """{"\ud800":{"a":tru}}""", Everything.Read));

    [Test]
    public void A_mismatch_at_the_root_of_a_list_names_its_place([ValueSource(typeof(Engines), nameof(Engines.All))] string engine)
    {
        var exception = Assert.Throws<JsonFormatException>(() =>
            Engines.Read(engine, """[{"id":"a"},{"id":"b"},5]""", (ref ModelReader reader) => reader.ReadList(static (ref ModelReader reader) => Everything.Read(ref reader))))!;

        Assert.That(exception.Path, Is.EqualTo("$[2]"));
    }
}
