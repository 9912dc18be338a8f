using IdentitySdk.Okta;
using Newtonsoft.Json;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace IdentitySdk.Tests.Json.Serializers;

/// <summary>A model whose declared type is the base class of all models is written as its own type, and not read.</summary>
internal sealed class DeclaredBaseTests
{
    private const string Json =
        """{"Model":{"id":"1","status":"NEW","x":[[]]},"Models":[{"id":7},null],"Map":{"a":{"id":"1","status":"NEW","x":[[]]}},"OneOrMany":{"id":7}}""";

    private static ModelHolder Holder
    {
        get
        {
            var user = new User { Id = "1", Status = new UserStatus("NEW") };
            user.AdditionalData["x"] = Newtonsoft.Json.Linq.JToken.Parse("[[]]");
            var other = new OneLogin.User { Id = 7 };
            return new ModelHolder { Model = user, Models = [other, null], Map = new() { ["a"] = user }, OneOrMany = new(other) };
        }
    }

    [Test]
    public void Model_is_written_as_its_own_type() => Assert.Multiple(() =>
    {
        Assert.That(JsonSerializer.Serialize(Holder), Is.EqualTo(Json));
        Assert.That(JsonSerializer.Serialize(Holder, HostContext.Default.ModelHolder), Is.EqualTo(Json));
        Assert.That(JsonSerializer.Serialize(Holder.Model!), Is.EqualTo("""{"id":"1","status":"NEW","x":[[]]}"""));
        Assert.That(JsonSerializer.Serialize(Holder.Model!, HostContext.Default.ApiObject), Is.EqualTo("""{"id":"1","status":"NEW","x":[[]]}"""));
        Assert.That(JsonConvert.SerializeObject(Holder), Is.EqualTo(Json));
    });

    [TestCase("""{"Model":{"id":"1"}}""", "Model")]
    [TestCase("""{"Models":[null,{"id":"1"}]}""", "Models")]
    [TestCase("""{"Map":{"a":{}}}""", "Map")]
    [TestCase("""{"OneOrMany":[{}]}""", "OneOrMany")]
    public void Read_throws_NotSupportedException_that_names_the_solution(string json, string member) => Assert.Multiple(() =>
    {
        foreach (Action read in new Action[]
        {
            () => JsonSerializer.Deserialize<ModelHolder>(json),
            () => JsonSerializer.Deserialize(json, HostContext.Default.ModelHolder),
            () => JsonConvert.DeserializeObject<ModelHolder>(json),
        })
        {
            Assert.That(read, Throws.TypeOf<NotSupportedException>().With.Message.Contain("declare the type of the model").And.Message.Contain(member));
        }
    });

    [Test]
    public void Null_is_read() => Assert.Multiple(() =>
    {
        Assert.That(JsonSerializer.Deserialize<ApiObject>("null"), Is.Null);
        Assert.That(JsonSerializer.Deserialize("null", HostContext.Default.ApiObject), Is.Null);
        Assert.That(JsonConvert.DeserializeObject<ModelHolder>("""{"Model":null}""")!.Model, Is.Null);
    });
}
