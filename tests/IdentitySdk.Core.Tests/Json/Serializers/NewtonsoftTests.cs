using System.Text;
using IdentitySdk.Okta;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace IdentitySdk.Tests.Json.Serializers;

/// <summary>Models read and written with Newtonsoft.Json give the same JSON, under any settings of the host.</summary>
internal sealed class NewtonsoftTests
{
    private static IEnumerable<TestCaseData> Settings()
    {
        yield return new TestCaseData(new JsonSerializerSettings()).SetArgDisplayNames("defaults");
        yield return new TestCaseData(new JsonSerializerSettings { ContractResolver = new CamelCasePropertyNamesContractResolver() })
            .SetArgDisplayNames("camel case");
        yield return new TestCaseData(new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore, DefaultValueHandling = DefaultValueHandling.Ignore })
            .SetArgDisplayNames("ignoring nulls");
        yield return new TestCaseData(new JsonSerializerSettings { Formatting = Formatting.Indented }).SetArgDisplayNames("indented");
        yield return new TestCaseData(new JsonSerializerSettings { StringEscapeHandling = StringEscapeHandling.EscapeHtml })
            .SetArgDisplayNames("escaping HTML");
        yield return new TestCaseData(new JsonSerializerSettings { DateParseHandling = DateParseHandling.DateTimeOffset, FloatParseHandling = FloatParseHandling.Double })
            .SetArgDisplayNames("parsing dates");
    }

    [TestCaseSource(nameof(Settings))]
    public void User_under_any_settings_is_written_unchanged(JsonSerializerSettings settings)
    {
        var user = JsonConvert.DeserializeObject<User>(Documents.Okta, settings)!;

        Serializer.AssertSame(JsonConvert.SerializeObject(user, settings), Documents.Okta);
    }

    [TestCaseSource(typeof(Documents), nameof(Documents.Holders))]
    public void Type_of_a_host_is_written_unchanged(string json)
    {
        var holder = JsonConvert.DeserializeObject<Holder>(json)!;

        Serializer.AssertSame(JsonConvert.SerializeObject(holder), json);
        Serializer.AssertSame(JsonConvert.SerializeObject(holder, Formatting.Indented), json);
        Assert.That(holder.Link!.IsArray, Is.EqualTo(json.Contains("\"Link\":[")));
    }

    [Test]
    public void Response_written_as_text_has_every_digit_and_unpaired_surrogate([Values] Formatting formatting)
    {
        var user = Serializer.Read<User>(Serializer.Http, Documents.Unusual, User.Read)!;

        Serializer.AssertSameTokens(JsonConvert.SerializeObject(user, formatting), Documents.Unusual);
    }

    [Test]
    public void White_space_of_a_response_is_not_written()
    {
        var user = Serializer.Read<User>(Serializer.Http, "{\"x\": {\n\"a\" : 1\n}}", User.Read);

        Assert.That(JsonConvert.SerializeObject(user), Is.EqualTo("""{"x":{"a":1}}"""));
    }

    [Test]
    public void Settings_control_the_format()
    {
        var user = new User { Id = "<b>" };
        user.AdditionalData["x"] = "é";

        Assert.That(JsonConvert.SerializeObject(user, Formatting.Indented).ReplaceLineEndings("\n"), Is.EqualTo("{\n  \"id\": \"<b>\",\n  \"x\": \"é\"\n}"));
        Assert.That(JsonConvert.SerializeObject(user, new JsonSerializerSettings { StringEscapeHandling = StringEscapeHandling.EscapeHtml }), Is.EqualTo("""{"id":"\u003cb\u003e","x":"é"}"""));
    }

    [Test]
    public void Tree_has_tokens_of_the_right_types()
    {
        var user = Serializer.Read<User>(Serializer.Http, Documents.Okta, User.Read)!;
        var tree = JObject.FromObject(user);

        Assert.Multiple(() =>
        {
            Assert.That(tree["created"]!.Type, Is.EqualTo(JTokenType.String));
            Assert.That(tree["profile"]!["level"]!.Type, Is.EqualTo(JTokenType.Integer));
            Assert.That(tree["profile"]!["rate"]!.ToString(Formatting.None), Is.EqualTo("1.0"));
            Assert.That(tree["big"]!.ToString(), Is.EqualTo("123456789012345678901234567890"));
            Assert.That(tree["credentials"]!["password"], Is.InstanceOf<JObject>());
        });
        Serializer.AssertSame(JsonConvert.SerializeObject(tree.ToObject<User>()), Documents.Okta);
    }

    [TestCase("""{"User":5}""", "User")]
    [TestCase("""{"Users":[{},"secret"]}""", "Users[1]")]
    [TestCase("""{"Status":5}""", "Status")]
    [TestCase("""{"Statuses":[null]}""", "Statuses[0]")]
    [TestCase("""{"Id":true}""", "Id")]
    [TestCase("""{"Link":[null]}""", "Link[0]")]
    public void Unfit_JSON_throws_with_the_member(string json, string path)
    {
        var exception = Assert.Throws<JsonSerializationException>(() => JsonConvert.DeserializeObject<Holder>(json))!;

        Assert.That(exception.Message, Does.Contain($"'{path}'").And.Not.Contain("secret"));
    }

    [TestCase("""{"id":"1" "x":2}""")]
    [TestCase("""{"x":tru}""")]
    public void Invalid_JSON_throws_JsonReaderException(string json) => Assert.Throws<JsonReaderException>(() => JsonConvert.DeserializeObject<User>(json));

    [TestCase("""{"x":/* a */1}""")]
    [TestCase("""{"x":undefined}""")]
    [TestCase("""{"x":NaN}""")]
    [TestCase("""{"x":new Date(1)}""")]
    [TestCase("{'x':1}")]
    [TestCase("{x:1}")]
    [TestCase("""{"x":'a'}""")]
    public void Syntax_that_only_Newtonsoft_accepts_throws(string json) => Assert.That(() => JsonConvert.DeserializeObject<User>(json), Throws.InstanceOf<JsonException>());

    [Test]
    public void Tree_of_NET_values_is_read_as_their_JSON()
    {
        var tree = new JObject
        {
            ["zone"] = new DateTimeOffset(2013, 6, 24, 16, 39, 18, TimeSpan.FromHours(2)),
            ["local"] = new DateTime(2013, 6, 24, 16, 39, 18, DateTimeKind.Unspecified),
            ["bytes"] = new JValue("ab"u8.ToArray()),
            ["guid"] = Guid.Empty,
            ["ratio"] = 1d,
            ["raw"] = new JRaw("[1e400,\"é\"]"),
            ["text"] = "a\"\\\né\U0001F600",
        };

        Serializer.AssertSame(
            JsonConvert.SerializeObject(tree.ToObject<User>()),
            """
            {"zone":"2013-06-24T14:39:18.000Z","local":"2013-06-24T16:39:18.000Z","bytes":"YWI=","guid":"00000000-0000-0000-0000-000000000000",
            "ratio":1.0,"raw":[1e400,"\u00e9"],"text":"a\"\\\n\u00e9\ud83d\ude00"}
            """);
    }

    [Test]
    public void Tree_with_a_number_that_JSON_cannot_hold_throws() =>
        Assert.Throws<JsonSerializationException>(() => new JObject { ["x"] = double.NaN }.ToObject<User>());

    [Test]
    public void Truncated_JSON_throws() => Assert.That(() => JsonConvert.DeserializeObject<User>("""{"id":"1","x":["""), Throws.InstanceOf<JsonException>());

    [Test]
    public void Writer_of_a_host_receives_every_token()
    {
        var text = new StringWriter();
        using (var writer = new UpperCaseWriter(text))
        {
            JsonSerializer.Create().Serialize(writer, new User { Id = "a" });
        }

        Assert.That(text.ToString(), Is.EqualTo("""{"ID":"a"}"""));
    }

    private sealed class UpperCaseWriter(TextWriter text) : JsonTextWriter(text)
    {
        public override void WritePropertyName(string name) => base.WritePropertyName(name.ToUpperInvariant());
    }
}
