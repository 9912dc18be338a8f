using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using JsonException = System.Text.Json.JsonException;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace IdentitySdk.Tests.Json.Serializers;

/// <summary>Serializers write items and token of a page, and no headers, which may hold personal data.</summary>
internal sealed class PageTests
{
    /// <summary>Every type of JSON, with values that are easily lost.</summary>
    private const string Items =
        """[{"id":"a","none":null,"deep":[[],{"a":[1,2.50,true]}],"at":"2015-06-07T15:49:51+02:00","big":123456789012345678901234567890},[[]],"<b>é",7,1e400,false,null]""";

    private static readonly JsonSerializerOptions s_web = new(JsonSerializerDefaults.Web);

    private static IEnumerable<TestCaseData> Options()
    {
        yield return new TestCaseData(new JsonSerializerOptions()).SetArgDisplayNames("reflection");
        yield return new TestCaseData(new JsonSerializerOptions { TypeInfoResolver = HostContext.Default }).SetArgDisplayNames("context");
    }

    [Test]
    public void Page_is_written_as_items_and_token()
    {
        var page = new Page<Okta.User>([new Okta.User { Id = "1" }], "cursor", "token", Response());

        Assert.Multiple(() =>
        {
            Assert.That(JsonSerializer.Serialize(page), Is.EqualTo("""{"Items":[{"id":"1"}],"ContinuationToken":"token"}"""));
            Assert.That(JsonSerializer.Serialize(page, HostContext.Default.PageUser), Is.EqualTo("""{"Items":[{"id":"1"}],"ContinuationToken":"token"}"""));
            Assert.That(JsonConvert.SerializeObject(page), Is.EqualTo("""{"Items":[{"id":"1"}],"ContinuationToken":"token"}"""));
        });
    }

    [TestCaseSource(nameof(Options))]
    public void Page_of_models_is_written_and_read(JsonSerializerOptions options)
    {
        var json = $$"""{"Items":[{{Documents.Okta}},null],"ContinuationToken":"token"}""";
        var page = Read<Page<Okta.User?>>(json, options);

        Serializer.AssertSame(Write(page, options), json);
        Assert.That((page.Items[0]!.Id, page.ContinuationToken), Is.EqualTo(("00u1", "token")));
    }

    [TestCaseSource(nameof(Options))]
    public void Page_of_a_host_s_type_is_written_and_read_with_the_host_s_options(JsonSerializerOptions options)
    {
        options = new(options) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
        const string Json = """{"items":[{"name":"a","parts":{"items":[{"name":"b","parts":null}],"continuation_token":null}}],"continuation_token":"token"}""";
        var page = Read<Page<Team>>(Json, options);

        Assert.That(Write(page, options), Is.EqualTo(Json));
        Assert.That(page.Items[0].Parts!.Items[0].Name, Is.EqualTo("b"));
    }

    [Test]
    public void Page_of_numbers_is_read_with_the_host_s_options()
    {
        Assert.That(JsonSerializer.Deserialize<Page<int>>("""{"items":["1",2]}""", s_web)!.Items, Is.EqualTo(new[] { 1, 2 }));
        Assert.That(() => JsonSerializer.Deserialize<Page<int>>("""{"Items":["1",2]}"""), Throws.TypeOf<JsonException>().With.Message.Contain("$.Items[0]"));
    }

    [TestCaseSource(nameof(Options))]
    public void Page_of_free_form_JSON_is_written_and_read(JsonSerializerOptions options)
    {
        const string Json = $$"""{"Items":{{Items}},"ContinuationToken":"token"}""";
        var page = Read<Page<JToken>>(Json, options);

        Serializer.AssertSame(Write(page, options), Json);
        Assert.That(page.Items.Select(item => item.Type), Is.EqualTo(new[]
        {
            JTokenType.Object, JTokenType.Array, JTokenType.String, JTokenType.Integer, JTokenType.Raw, JTokenType.Boolean, JTokenType.Null,
        }));
        Assert.That(page.ContinuationToken, Is.EqualTo("token"));
    }

    [TestCaseSource(nameof(Options))]
    public void Page_of_one_type_of_free_form_JSON_is_written_and_read(JsonSerializerOptions options)
    {
        const string Json = """{"Items":[{"a":[1.0]},{}],"ContinuationToken":null}""";

        Assert.That(Write(Read<Page<JObject>>(Json, options), options), Is.EqualTo(Json));
        Assert.That(() => Read<Page<JObject>>("""{"Items":[[]]}""", options), Throws.TypeOf<JsonException>().With.Message.Contain("$.Items"));
    }

    [TestCaseSource(nameof(Options))]
    public void Page_of_free_form_JSON_is_written_with_the_host_s_options(JsonSerializerOptions options)
    {
        var page = new Page<JToken>([new JObject { ["Name"] = "<é>", ["raw"] = new JRaw("[1]") }, JValue.CreateNull()], "cursor", null, Response());

        Assert.Multiple(() =>
        {
            Assert.That(Write(page, options), Is.EqualTo("""{"Items":[{"Name":"\u003C\u00E9\u003E","raw":[1]},null],"ContinuationToken":null}"""));
            Assert.That(
                Write(page, new(options) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
                Is.EqualTo("""{"items":[{"Name":"<é>","raw":[1]},null],"continuationToken":null}"""));
        });
    }

    [Test]
    public async Task Page_of_free_form_JSON_is_read_from_a_stream_in_parts()
    {
        var json = $$"""{"items":[{{string.Join(",", Enumerable.Repeat(Documents.Okta, 50))}}],"continuationToken":"token"}""";
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        var page = (await JsonSerializer.DeserializeAsync<Page<JToken>>(stream, new JsonSerializerOptions(JsonSerializerDefaults.Web) { DefaultBufferSize = 100 }))!;

        Assert.That(page.Items, Has.Count.EqualTo(50));
        Serializer.AssertSame(JsonSerializer.Serialize(page, s_web), json);
    }

    [Test]
    public void Page_of_free_form_JSON_is_written_by_Newtonsoft()
    {
        var page = new Page<JToken>([JObject.Parse("""{"id":"1","a":[[]]}""")], "cursor", "token", Response());

        Assert.That(JsonConvert.SerializeObject(page), Is.EqualTo("""{"Items":[{"id":"1","a":[[]]}],"ContinuationToken":"token"}"""));
        Assert.That(JsonConvert.DeserializeObject<Page<JToken>>(JsonConvert.SerializeObject(page))!.Items[0]["a"]!.ToString(Formatting.None), Is.EqualTo("[[]]"));
    }

    [TestCase("""{"Items":{}}""")]
    [TestCase("""{"Items":5}""")]
    [TestCase("""{"Items":[1,]}""")]
    [TestCase("""{"Items":[{"a":}]}""")]
    [TestCase("""{"Items":[1""")]
    public void Unfit_JSON_throws_JsonException(string json)
    {
        Assert.That(() => JsonSerializer.Deserialize<Page<JToken>>(json), Throws.InstanceOf<JsonException>().With.Message.Contain("$.Items"));
        Assert.That(() => JsonSerializer.Deserialize(json, HostContext.Default.PageJToken), Throws.InstanceOf<JsonException>());
    }

    [Test]
    public void Response_is_written_without_headers()
    {
        var response = Response();

        Assert.That(JsonSerializer.Serialize(response), Does.Contain("200").And.Not.Contain("secret").And.Not.Contain("Headers"));
        Assert.That(JsonConvert.SerializeObject(response), Does.Contain("200").And.Not.Contain("secret").And.Not.Contain("Headers"));
    }

    private static T Read<T>(string json, JsonSerializerOptions options) => JsonSerializer.Deserialize<T>(json, options)!;

    private static string Write<T>(T value, JsonSerializerOptions options) => JsonSerializer.Serialize(value, options);

    private static ApiResponse Response()
    {
        using var message = new HttpResponseMessage(HttpStatusCode.OK);
        message.Headers.Add("X-User", "secret");
        return new ApiResponse(message, "r1", null);
    }
}
