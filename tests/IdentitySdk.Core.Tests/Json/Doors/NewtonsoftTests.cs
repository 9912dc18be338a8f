using System.Text;
using IdentitySdk.Okta;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace IdentitySdk.Tests.Json.Doors;

/// <summary>What is read through Newtonsoft.Json and written through it is the same JSON, whatever the host's settings are.</summary>
internal sealed class NewtonsoftTests
{
    private static IEnumerable<TestCaseData> Settings()
    {
        yield return new TestCaseData(new JsonSerializerSettings()).SetArgDisplayNames("defaults");
        yield return new TestCaseData(new JsonSerializerSettings { ContractResolver = new CamelCasePropertyNamesContractResolver() }).SetArgDisplayNames("camel case");
        yield return new TestCaseData(new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore, DefaultValueHandling = DefaultValueHandling.Ignore }).SetArgDisplayNames("ignoring nulls");
        yield return new TestCaseData(new JsonSerializerSettings { Formatting = Formatting.Indented }).SetArgDisplayNames("indented");
        yield return new TestCaseData(new JsonSerializerSettings { StringEscapeHandling = StringEscapeHandling.EscapeHtml }).SetArgDisplayNames("escaping HTML");
        yield return new TestCaseData(new JsonSerializerSettings { DateParseHandling = DateParseHandling.DateTimeOffset, FloatParseHandling = FloatParseHandling.Double }).SetArgDisplayNames("parsing dates");
    }

    [TestCaseSource(nameof(Settings))]
    public void User_comes_back_under_any_settings(JsonSerializerSettings settings)
    {
        var user = JsonConvert.DeserializeObject<User>(Documents.Okta, settings)!;

        Engines.AssertSame(JsonConvert.SerializeObject(user, settings), Documents.Okta);
    }

    [TestCaseSource(typeof(Documents), nameof(Documents.Holders))]
    public void Every_place_of_a_host_s_type_comes_back(string json)
    {
        var holder = JsonConvert.DeserializeObject<Holder>(json)!;

        Engines.AssertSame(JsonConvert.SerializeObject(holder), json);
        Engines.AssertSame(JsonConvert.SerializeObject(holder, Formatting.Indented), json);
        Assert.That(holder.Link!.IsArray, Is.EqualTo(json.Contains("\"Link\":[")));
    }

    [Test]
    public void Wire_to_text_keeps_every_digit_and_half_of_a_pair([Values] Formatting formatting)
    {
        var user = Engines.Read<User>(Engines.Utf8, Documents.Odd, User.Read)!;

        Engines.AssertSameTokens(JsonConvert.SerializeObject(user, formatting), Documents.Odd);
    }

    [Test]
    public void White_space_of_the_wire_is_not_the_host_s()
    {
        var user = Engines.Read<User>(Engines.Utf8, "{\"x\": {\n\"a\" : 1\n}}", User.Read);

        Assert.That(JsonConvert.SerializeObject(user), Is.EqualTo("""{"x":{"a":1}}"""));
    }

    [Test]
    public void Settings_decide_how_text_looks()
    {
        var user = new User { Id = "<b>" };
        user.AdditionalData["x"] = "é";

        Assert.That(JsonConvert.SerializeObject(user, Formatting.Indented).ReplaceLineEndings("\n"), Is.EqualTo("{\n  \"id\": \"<b>\",\n  \"x\": \"é\"\n}"));
        Assert.That(JsonConvert.SerializeObject(user, new JsonSerializerSettings { StringEscapeHandling = StringEscapeHandling.EscapeHtml }), Is.EqualTo("""{"id":"\u003cb\u003e","x":"é"}"""));
    }

    [Test]
    public void Trees_hold_real_tokens()
    {
        var user = Engines.Read<User>(Engines.Utf8, Documents.Okta, User.Read)!;
        var tree = JObject.FromObject(user);

        Assert.Multiple(() =>
        {
            Assert.That(tree["created"]!.Type, Is.EqualTo(JTokenType.String));
            Assert.That(tree["profile"]!["level"]!.Type, Is.EqualTo(JTokenType.Integer));
            Assert.That(tree["profile"]!["rate"]!.ToString(Formatting.None), Is.EqualTo("1.0"));
            Assert.That(tree["big"]!.ToString(), Is.EqualTo("123456789012345678901234567890"));
            Assert.That(tree["credentials"]!["password"], Is.InstanceOf<JObject>());
        });
        Engines.AssertSame(JsonConvert.SerializeObject(tree.ToObject<User>()), Documents.Okta);
    }

    [TestCase("""{"User":5}""", "User")]
    [TestCase("""{"Users":[{},"secret"]}""", "Users[1]")]
    [TestCase("""{"Status":5}""", "Status")]
    [TestCase("""{"Statuses":[null]}""", "Statuses[0]")]
    [TestCase("""{"Id":true}""", "Id")]
    [TestCase("""{"Link":[null]}""", "Link[0]")]
    public void Other_JSON_is_a_JsonSerializationException_that_names_the_member(string json, string path)
    {
        var exception = Assert.Throws<JsonSerializationException>(() => JsonConvert.DeserializeObject<Holder>(json))!;

        Assert.That(exception.Message, Does.Contain($"'{path}'").And.Not.Contain("secret"));
    }

    [TestCase("""{"id":"1" "x":2}""")]
    [TestCase("""{"x":tru}""")]
    public void What_is_not_JSON_is_a_JsonReaderException(string json) => Assert.Throws<JsonReaderException>(() => JsonConvert.DeserializeObject<User>(json));

    [Test]
    public void What_ends_early_is_a_failure() => Assert.That(() => JsonConvert.DeserializeObject<User>("""{"id":"1","x":["""), Throws.InstanceOf<JsonException>());

    [Test]
    public void A_host_s_own_writer_sees_every_token()
    {
        var text = new StringWriter();
        using (var writer = new ShoutingWriter(text))
        {
            JsonSerializer.Create().Serialize(writer, new User { Id = "a" });
        }

        Assert.That(text.ToString(), Is.EqualTo("""{"ID":"a"}"""));
    }

    private sealed class ShoutingWriter(TextWriter text) : JsonTextWriter(text)
    {
        public override void WritePropertyName(string name) => base.WritePropertyName(name.ToUpperInvariant());
    }
}
