using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using IdentitySdk.Okta;

namespace IdentitySdk.Tests.Json.Serializers;

/// <summary>Models read and written with System.Text.Json give the same JSON, under any options of the host.</summary>
internal sealed class SystemTextJsonTests
{
    private static IEnumerable<TestCaseData> Options()
    {
        yield return new TestCaseData(new JsonSerializerOptions()).SetArgDisplayNames("defaults");
        yield return new TestCaseData(new JsonSerializerOptions(JsonSerializerDefaults.Web)).SetArgDisplayNames("web");
        yield return new TestCaseData(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DictionaryKeyPolicy = JsonNamingPolicy.CamelCase })
            .SetArgDisplayNames("snake case");
        yield return new TestCaseData(new JsonSerializerOptions { WriteIndented = true, PropertyNameCaseInsensitive = true })
            .SetArgDisplayNames("indented, case-insensitive");
        yield return new TestCaseData(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
            .SetArgDisplayNames("relaxed encoder");
        yield return new TestCaseData(new JsonSerializerOptions { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.WriteAsString })
            .SetArgDisplayNames("ignoring nulls, numbers as strings");
        yield return new TestCaseData(new JsonSerializerOptions { AllowTrailingCommas = true, ReadCommentHandling = JsonCommentHandling.Skip })
            .SetArgDisplayNames("lenient");
    }

    [TestCaseSource(nameof(Options))]
    public void User_under_any_options_is_written_unchanged(JsonSerializerOptions options)
    {
        foreach (var json in new[] { Documents.Okta, Documents.Unusual })
        {
            var user = JsonSerializer.Deserialize<User>(json, options)!;

            Serializer.AssertSameTokens(JsonSerializer.Serialize(user, options), json);
            _ = user.Profile!.AdditionalData.Count + user.AdditionalData.Count;
            Serializer.AssertSameTokens(JsonSerializer.Serialize(user, options), json);
        }
    }

    [TestCaseSource(typeof(Documents), nameof(Documents.Holders))]
    public void Type_of_a_host_is_written_unchanged(string json)
    {
        var holder = JsonSerializer.Deserialize<Holder>(json)!;
        var known = JsonSerializer.Deserialize(json, HostContext.Default.Holder)!;

        Assert.Multiple(() =>
        {
            Serializer.AssertSame(JsonSerializer.Serialize(holder), json);
            Serializer.AssertSame(JsonSerializer.Serialize(known, HostContext.Default.Holder), json);
            Assert.That(holder.Link!.IsArray, Is.EqualTo(json.Contains("\"Link\":[")));
        });
    }

    [Test]
    public void Users_of_two_vendors_in_one_context_are_written_unchanged()
    {
        Serializer.AssertSame(JsonSerializer.Serialize(JsonSerializer.Deserialize(Documents.Okta, HostContext.Default.User)!, HostContext.Default.User), Documents.Okta);
        Serializer.AssertSame(JsonSerializer.Serialize(JsonSerializer.Deserialize(Documents.OneLogin, HostContext.Default.OneLoginUser)!, HostContext.Default.OneLoginUser), Documents.OneLogin);
    }

    [Test]
    public async Task Stream_with_a_small_buffer_is_written_unchanged()
    {
        var options = new JsonSerializerOptions { DefaultBufferSize = 16 };
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Documents.Holder));
        var holder = await JsonSerializer.DeserializeAsync<Holder>(stream, options);
        using var written = new MemoryStream();
        await JsonSerializer.SerializeAsync(written, holder, options);

        Serializer.AssertSame(Encoding.UTF8.GetString(written.ToArray()), Documents.Holder);
    }

    [Test]
    public void Sequence_of_single_bytes_is_written_unchanged()
    {
        var reader = new Utf8JsonReader(Segment.Sequence(Encoding.UTF8.GetBytes(Documents.Okta)));
        reader.Read();

        Serializer.AssertSame(JsonSerializer.Serialize(JsonSerializer.Deserialize<User>(ref reader)), Documents.Okta);
        Assert.That(reader.TokenType, Is.EqualTo(JsonTokenType.EndObject));
    }

    [Test]
    public void Documents_and_nodes_are_written_unchanged()
    {
        using var document = JsonDocument.Parse(Documents.Okta);

        Serializer.AssertSame(JsonSerializer.SerializeToElement(document.Deserialize<User>()).GetRawText(), Documents.Okta);
        Serializer.AssertSame(JsonSerializer.SerializeToNode(JsonNode.Parse(Documents.Okta).Deserialize<User>())!.ToJsonString(), Documents.Okta);
    }

    [Test]
    public void Comments_and_trailing_commas_are_read_when_the_host_allows_them()
    {
        const string Json = """{"id":/* a */"1",/* b */"profile":{"login":"a","x":[1,],},}""";
        var user = JsonSerializer.Deserialize<User>(Json, new JsonSerializerOptions { AllowTrailingCommas = true, ReadCommentHandling = JsonCommentHandling.Skip });

        Serializer.AssertSame(JsonSerializer.Serialize(user), """{"id":"1","profile":{"login":"a","x":[1]}}""");
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<User>(Json));
    }

    [Test]
    public void String_is_written_with_the_host_s_encoder()
    {
        var user = JsonSerializer.Deserialize<User>(Documents.Okta)!;
        user.Profile!.Title = "<b>";
        user.Profile.AdditionalData["mine"] = "<i>";

        Assert.That(JsonSerializer.Serialize(user), Does.Not.Contain("<").And.Not.Contain(">").And.Not.Contain("&").And.Not.Contain("é"));
        Assert.That(JsonSerializer.Serialize(JsonSerializer.Deserialize<User>(Documents.Okta)), Does.Not.Contain("<").And.Not.Contain("+"));
        Assert.That(JsonSerializer.Serialize(JsonSerializer.Deserialize<User>(Documents.Unusual)), Does.Not.Contain("<").And.Contain("\\ud800"));
        Assert.That(JsonSerializer.Serialize(user, new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), Does.Contain("</script>").And.Contain("<b>"));
    }

    [Test]
    public void Property_has_three_states()
    {
        var user = new User { Id = "1", Status = null };

        Assert.That(JsonSerializer.Serialize(user, new JsonSerializerOptions { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull }), Is.EqualTo("""{"id":"1","status":null}"""));
        Assert.That(JsonSerializer.Serialize(JsonSerializer.Deserialize<User>("{}")), Is.EqualTo("{}"));
        Assert.That(JsonSerializer.Deserialize<User>("null"), Is.Null);
    }

    [Test]
    public void Open_enum_is_written_as_its_value()
    {
        Assert.That(JsonSerializer.Serialize(new[] { UserStatus.Active, new UserStatus("NEW") }), Is.EqualTo("""["ACTIVE","NEW"]"""));
        Assert.That(JsonSerializer.Deserialize<UserStatus?>("null"), Is.Null);
        Assert.That(JsonSerializer.Deserialize<OneLogin.UserState>("3"), Is.EqualTo(new OneLogin.UserState(3)));
    }

    [TestCase("""{"User":5}""", "$.User")]
    [TestCase("""{"Users":[{},"secret"]}""", "$.Users[1]")]
    [TestCase("""{"Map":{"a":[]}}""", "$.Map.a")]
    [TestCase("""{"Status":5}""", "$.Status")]
    [TestCase("""{"Statuses":[null]}""", "$.Statuses[0]")]
    [TestCase("""{"Id":true}""", "$.Id")]
    [TestCase("""{"Id":{"a":"secret"}}""", "$.Id")]
    [TestCase("""{"Text":5}""", "$.Text")]
    [TestCase("""{"Link":[null]}""", "$.Link")]
    [TestCase("""{"Link":["secret"]}""", "$.Link")]
    public void Unfit_JSON_throws_with_the_member(string json, string path)
    {
        var exception = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Holder>(json))!;

        Assert.That(exception.Path, Does.StartWith(path));
        Assert.That(exception.Message, Does.Contain(path).And.Not.Contain("secret"));
    }

    [TestCase("""{"id":""")]
    [TestCase("""{"id":"1" "x":2}""")]
    [TestCase("""{"x":tru}""")]
    public void Invalid_JSON_throws_JsonException(string json)
    {
        Assert.That(() => JsonSerializer.Deserialize<User>(json), Throws.InstanceOf<JsonException>());
        Assert.That(() => JsonSerializer.Deserialize<User>([.. Encoding.UTF8.GetBytes("{\"x\":\""), 0xFF, .. "\"}"u8]), Throws.InstanceOf<JsonException>());
    }

    [TestCase(0, 63, true)]
    [TestCase(0, 64, false)]
    [TestCase(200, 150, true)]
    [TestCase(10, 9, true)]
    [TestCase(10, 10, false)]
    public void MaxDepth_of_the_host_applies(int maxDepth, int depth, bool isRead)
    {
        var json = "{\"x\":" + new string('[', depth) + new string(']', depth) + "}";
        var options = new JsonSerializerOptions { MaxDepth = maxDepth };
        if (!isRead)
        {
            Assert.That(() => JsonSerializer.Deserialize<User>(json, options), Throws.InstanceOf<JsonException>());
            return;
        }

        var user = JsonSerializer.Deserialize<User>(json, options)!;
        Assert.That(user.AdditionalData["x"]!.Count(), Is.EqualTo(1));
        Assert.That(JsonSerializer.Serialize(user, options), Is.EqualTo(json));
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public static ReadOnlySequence<byte> Sequence(byte[] bytes)
        {
            Segment? first = null;
            Segment? last = null;
            for (var index = 0; index < bytes.Length; index++)
            {
                var next = new Segment { Memory = bytes.AsMemory(index, 1), RunningIndex = index };
                last?.Next = next;
                (first, last) = (first ?? next, next);
            }

            return new ReadOnlySequence<byte>(first!, 0, last!, 1);
        }
    }
}
