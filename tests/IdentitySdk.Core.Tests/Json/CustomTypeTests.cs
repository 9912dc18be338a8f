using System.Text.Json;
using System.Text.Json.Serialization;
using IdentitySdk.Okta;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Json;

/// <summary>Models read as types of the caller.</summary>
public sealed partial class CustomTypeTests
{
    private static UserProfile Profile => new()
    {
        Login = "jane@example.com",
        Title = null,
        AdditionalData = { ["costCenter"] = new JValue(4711), ["skills"] = new JArray("a", "b"), ["badge"] = new JObject { ["number"] = "x" } },
    };

    [Test]
    public void Custom_and_standard_attributes_are_read_by_type_info_and_by_reflection()
    {
        foreach (var own in new[] { Profile.As(OwnContext.Default.Own), Profile.As<Own>() })
        {
            Assert.That((own.Login, own.CostCenter, own.Badge!.Number), Is.EqualTo(("jane@example.com", 4711, "x")));
            Assert.That(own.Skills, Is.EqualTo(["a", "b"]));
        }

        Assert.That(Profile.As<JsonElement>().TryGetProperty("title", out _), Is.True, "null is a value, unset is not");
        Assert.That(Profile.As<JsonElement>().TryGetProperty("email", out _), Is.False);
    }

    [Test]
    public void Received_model_is_read_as_a_custom_type()
    {
        var user = JsonSerializer.Deserialize<User>("""{"id":"1","profile":{"login":"j","costCenter":1,"badge":{"number":"n"}}}""")!;

        Assert.That(user.Profile!.As(OwnContext.Default.Own).CostCenter, Is.EqualTo(1));
        Assert.That(user.As<JsonElement>().GetProperty("profile").GetProperty("badge").GetProperty("number").GetString(), Is.EqualTo("n"));
    }

    [TestCase("costCenter", "\"S3cr3t\"", "The attribute costCenter does not fit Own.")]
    [TestCase("costCenter", "null", "The attribute costCenter does not fit Own.")]
    [TestCase("costCenter", "1e400", "The attribute costCenter does not fit Own.")]
    [TestCase("skills", "[1]", "The attribute skills[0] does not fit Own.")]
    [TestCase("badge", "{\"number\":{}}", "The attribute badge.number does not fit Own.")]
    public void Attribute_of_another_type_throws_with_its_name_and_without_its_value(string attribute, string json, string expected)
    {
        var profile = JsonSerializer.Deserialize<UserProfile>($$"""{"{{attribute}}":{{json}}}""")!;

        Assert.That(() => profile.As(OwnContext.Default.Own), Throws.InstanceOf<JsonException>().With.Message.EqualTo(expected));
        Assert.That(() => profile.As<Own>(), Throws.InstanceOf<JsonException>().With.Message.EqualTo(expected));
    }

    [Test]
    public void Missing_member_or_a_type_that_is_not_an_object_throws_with_the_reason()
    {
        Assert.That(() => Profile.As<Demanding>(), Throws.InstanceOf<JsonException>().With.Message.StartsWith("UserProfile does not fit Demanding"));
        Assert.That(() => Profile.As<int>(), Throws.InstanceOf<JsonException>().With.Message.StartsWith("UserProfile does not fit Int32"));
        Assert.That(() => ((UserProfile)null!).As<Own>(), Throws.ArgumentNullException);
        Assert.That(() => Profile.As<Own>(typeInfo: null!), Throws.ArgumentNullException);
    }

    internal sealed class Own
    {
        public string? Login { get; set; }

        public int CostCenter { get; set; }

        public List<string>? Skills { get; set; }

        public Badge? Badge { get; set; }
    }

    internal sealed class Badge
    {
        public string? Number { get; set; }
    }

    internal sealed class Demanding
    {
        public required string Missing { get; set; }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Own))]
    internal sealed partial class OwnContext : JsonSerializerContext;
}
