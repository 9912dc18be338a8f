using IdentitySdk.Core;
using IdentitySdk.Okta;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Json;

/// <summary>JsonConvert of Newtonsoft.Json reads and writes every model.</summary>
internal sealed class JsonConvertTests
{
    private const string UserJson = """{"id":"00u1","status":"OF_TOMORROW","created":"2013-06-24T16:39:18.000Z","activated":null,"profile":{"login":"a@b.c","hired":"2013-06-24T16:39:18Z"},"x":[1.10,{}]}""";

    [Test]
    public void Model_nested_too_deeply_throws_JsonSerializationException()
    {
        var model = new Everything();
        JToken nested = new JArray();
        for (var depth = 0; depth < 1500; depth++)
        {
            nested = new JArray(nested);
        }

        model.AdditionalData["deep"] = nested;
        Assert.That(() => JsonConvert.SerializeObject(model), Throws.TypeOf<JsonSerializationException>().With.Message.Contains("nested"));
    }

    [Test]
    public void Model_is_written_unchanged()
    {
        var user = JsonConvert.DeserializeObject<User>(UserJson)!;

        Assert.That(user.Profile!.Login, Is.EqualTo("a@b.c"));
        Serializer.AssertSame(JsonConvert.SerializeObject(user), UserJson);
    }

    [Test]
    public void List_and_map_of_models_are_written_unchanged()
    {
        Serializer.AssertSame(JsonConvert.SerializeObject(JsonConvert.DeserializeObject<List<User>>($"[{UserJson},null]")), $"[{UserJson},null]");
        Serializer.AssertSame(JsonConvert.SerializeObject(JsonConvert.DeserializeObject<Dictionary<string, User>>($$"""{"a":{{UserJson}}}""")), $$"""{"a":{{UserJson}}}""");
        Assert.That(JsonConvert.DeserializeObject<User>("null"), Is.Null);
    }

    [Test]
    public void Model_in_a_custom_class_leaves_the_reader_settings_unchanged()
    {
        var json = $$"""{"Before":"2013-06-24T16:39:18Z","User":{{UserJson}},"Status":"ACTIVE","Counts":{"a":"ACTIVE","b":"2013-06-24T16:39:18Z"},"After":"2013-06-24T16:39:18Z","Ratio":1.1}""";

        var holder = JsonConvert.DeserializeObject<Holder>(json)!;

        Assert.Multiple(() =>
        {
            Assert.That(holder.After, Is.InstanceOf<DateTime>().And.EqualTo(holder.Before));
            Assert.That(holder.Ratio, Is.InstanceOf<double>());
            Assert.That(holder.Status, Is.EqualTo(UserStatus.Active));
            Assert.That(holder.Counts!["a"], Is.EqualTo(UserStatus.Active));
            Assert.That(holder.User!.Profile!.AdditionalData["hired"]!.Type, Is.EqualTo(JTokenType.String));
        });
        Serializer.AssertSame(JObject.Parse(JsonConvert.SerializeObject(holder))["User"]!.ToString(), JObject.Parse(UserJson).ToString());
    }

    [Test]
    public void Settings_are_restored_when_reading_fails()
    {
        using var reader = new JsonTextReader(new StringReader("5")) { DateParseHandling = DateParseHandling.DateTime, FloatParseHandling = FloatParseHandling.Double };
        reader.Read();

        Assert.Throws<JsonSerializationException>(() => new NewtonsoftConverter().ReadJson(reader, typeof(User), null, JsonSerializer.CreateDefault()));

        Assert.Multiple(() =>
        {
            Assert.That(reader.DateParseHandling, Is.EqualTo(DateParseHandling.DateTime));
            Assert.That(reader.FloatParseHandling, Is.EqualTo(FloatParseHandling.Double));
            Assert.That(reader.PropertyNameTable, Is.Null);
        });
    }

    [Test]
    public void Tree_with_parsed_dates_becomes_a_model()
    {
        var user = JObject.Parse(UserJson).ToObject<User>()!;

        Assert.Multiple(() =>
        {
            Assert.That(user.Created, Is.EqualTo(new DateTimeOffset(2013, 6, 24, 16, 39, 18, TimeSpan.Zero)));
            Assert.That((string?)user.Profile!.AdditionalData["hired"], Is.EqualTo("2013-06-24T16:39:18.000Z"));
        });
        Assert.That(JToken.DeepEquals(JToken.FromObject(user)["x"], JToken.Parse("[1.10,{}]")));
    }

    [Test]
    public void Open_enum_in_arrays_and_maps_is_its_value()
    {
        Assert.Multiple(() =>
        {
            Assert.That(JsonConvert.DeserializeObject<UserStatus[]>("""["ACTIVE","NEW"]"""), Is.EqualTo(new[] { UserStatus.Active, new UserStatus("NEW") }));
            Assert.That(JsonConvert.DeserializeObject<UserStatus?>("null"), Is.Null);
            Assert.That(JsonConvert.SerializeObject(new Dictionary<string, UserStatus?> { ["a"] = UserStatus.Active, ["b"] = null }), Is.EqualTo("""{"a":"ACTIVE","b":null}"""));
            Assert.Throws<JsonSerializationException>(() => JsonConvert.DeserializeObject<UserStatus>("null"));
            Assert.Throws<JsonSerializationException>(() => JsonConvert.DeserializeObject<UserStatus>("5"));
        });
    }

    [Test]
    public void Irregular_values_are_written_unchanged()
    {
        Assert.Multiple(() =>
        {
            Assert.That(JsonConvert.SerializeObject(JsonConvert.DeserializeObject<StringOrNumber[]>("""["5",5]""")), Is.EqualTo("""["5",5]"""));
            Assert.That(JsonConvert.SerializeObject(JsonConvert.DeserializeObject<TextOrObject[]>("""["a",{"b":1}]""")), Is.EqualTo("""["a",{"b":1}]"""));
        });
    }

    private sealed class Holder
    {
        public object? Before { get; set; }

        public User? User { get; set; }

        public UserStatus Status { get; set; }

        public Dictionary<string, UserStatus>? Counts { get; set; }

        public object? After { get; set; }

        public object? Ratio { get; set; }
    }
}
