using System.Text.Json;
using IdentitySdk.Okta;
using Newtonsoft.Json;
using JsonException = System.Text.Json.JsonException;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace IdentitySdk.Tests.Json.Serializers;

/// <summary>An open enum is a key of a dictionary: its value on the wire is the property's name, under any naming policy.</summary>
internal sealed class EnumKeyTests
{
    private const string Json = """{"ACTIVE":3,"LOCKED_OUT":0,"of tomorrow \u0026 \u00E9":1}""";

    private static IEnumerable<TestCaseData> Options()
    {
        yield return new TestCaseData(new JsonSerializerOptions()).SetArgDisplayNames("reflection");
        yield return new TestCaseData(new JsonSerializerOptions { TypeInfoResolver = HostContext.Default }).SetArgDisplayNames("context");
        yield return new TestCaseData(new JsonSerializerOptions(JsonSerializerDefaults.Web) { DictionaryKeyPolicy = JsonNamingPolicy.CamelCase }).SetArgDisplayNames("web");
    }

    [TestCaseSource(nameof(Options))]
    public void String_is_written_and_read(JsonSerializerOptions options)
    {
        var users = new Dictionary<UserStatus, int> { [UserStatus.Active] = 3, [UserStatus.LockedOut] = 0, [new UserStatus("of tomorrow & é")] = 1 };

        Assert.That(JsonSerializer.Serialize(users, options), Is.EqualTo(Json));
        Assert.That(JsonSerializer.Deserialize<Dictionary<UserStatus, int>>(Json, options), Is.EqualTo(users));
        Assert.That(JsonSerializer.Deserialize<Dictionary<UserStatus, int>>("""{"":1,"5":2,"null":3}""", options)!.Keys.Select(key => key.Value), Is.EqualTo(new[] { "", "5", "null" }));
    }

    [TestCaseSource(nameof(Options))]
    public void Integer_is_written_and_read(JsonSerializerOptions options)
    {
        var users = new Dictionary<OneLogin.UserStatus, int> { [OneLogin.UserStatus.Active] = 3, [new OneLogin.UserStatus(-999)] = 1 };

        Assert.That(JsonSerializer.Serialize(users, options), Is.EqualTo("""{"1":3,"-999":1}"""));
        Assert.That(JsonSerializer.Deserialize<Dictionary<OneLogin.UserStatus, int>>("""{"\u0031":3,"-999":1}""", options), Is.EqualTo(users));
    }

    [Test]
    public void Other_name_than_the_one_of_an_integer_throws_JsonException(
        [Values("", "a", "01", "+1", "1 ", " 1", "1 2", "1.0", "-0", "null", "2147483648", "99999999999999999999", "1]", "\\ud800")] string name)
    {
        var json = $$"""{"{{name}}":1}""";

        Assert.That(() => JsonSerializer.Deserialize<Dictionary<OneLogin.UserStatus, int>>(json), Throws.InstanceOf<JsonException>());
        Assert.That(() => JsonSerializer.Deserialize(json, HostContext.Default.OneLoginStatuses), Throws.InstanceOf<JsonException>());
    }

    [Test]
    public void Unpaired_surrogate_throws_JsonException() =>
        Assert.That(() => JsonSerializer.Deserialize<Dictionary<UserStatus, int>>("""{"\ud800":1}"""), Throws.InstanceOf<JsonException>());

    [Test]
    public async Task Name_is_read_from_a_stream_in_parts()
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Json));

        var users = await JsonSerializer.DeserializeAsync<Dictionary<UserStatus, int>>(stream, new JsonSerializerOptions { DefaultBufferSize = 1 });

        Assert.That(JsonSerializer.Serialize(users), Is.EqualTo(Json));
    }

    [Test]
    public void Other_types_are_no_keys() => Assert.Multiple(() =>
    {
        Assert.That(() => JsonSerializer.Serialize(new Dictionary<StringOrNumber, int> { ["a"] = 1 }), Throws.TypeOf<NotSupportedException>());
        Assert.That(() => JsonSerializer.Serialize(new Dictionary<StringOrNumber, int> { ["a"] = 1 }, HostContext.Default.DictionaryStringOrNumberInt32), Throws.TypeOf<NotSupportedException>());
        Assert.That(() => JsonSerializer.Serialize(new Dictionary<TextOrObject, int> { ["a"] = 1 }), Throws.TypeOf<NotSupportedException>());
        Assert.That(() => JsonSerializer.Serialize(new Dictionary<User, int> { [new User()] = 1 }), Throws.TypeOf<NotSupportedException>());
        Assert.That(() => JsonSerializer.Deserialize<Dictionary<StringOrNumber, int>>("""{"a":1}"""), Throws.TypeOf<NotSupportedException>());
        Assert.That(() => JsonSerializer.Deserialize<Dictionary<TextOrObject, int>>("""{"a":1}"""), Throws.TypeOf<NotSupportedException>());
        Assert.That(() => JsonSerializer.Deserialize<Dictionary<User, int>>("""{"a":1}"""), Throws.TypeOf<NotSupportedException>());
    });

    [Test]
    public void Newtonsoft_writes_the_value_and_cannot_read_it() => Assert.Multiple(() =>
    {
        Assert.That(JsonConvert.SerializeObject(new Dictionary<UserStatus, int> { [UserStatus.Active] = 3 }), Is.EqualTo("""{"ACTIVE":3}"""));
        Assert.That(JsonConvert.SerializeObject(new Dictionary<OneLogin.UserStatus, int> { [OneLogin.UserStatus.Active] = 3 }), Is.EqualTo("""{"1":3}"""));
        Assert.That(() => JsonConvert.DeserializeObject<Dictionary<UserStatus, int>>("""{"ACTIVE":3}"""), Throws.TypeOf<JsonSerializationException>());
    });
}
