using IdentitySdk.Core;
using Newtonsoft.Json;

namespace IdentitySdk.Tests.Json.Serializers;

/// <summary>A user that a host serializes between a read and an update loses no value.</summary>
[TestFixture(true)]
[TestFixture(false)]
internal sealed class UpdateTests(bool isNewtonsoft)
{
    [Test]
    public async Task OneLogin_user_has_the_same_status_and_state()
    {
        var user = Pass(Serializer.Read<OneLogin.User>(Serializer.Http, Documents.OneLogin, OneLogin.User.Read)!);

        Assert.That(user.Status!.Value.Value, Is.EqualTo(1));
        Assert.That(user.State!.Value.Value, Is.EqualTo(3));
        Serializer.AssertSame(await BodyAsync(user), Documents.OneLogin);
    }

    [Test]
    public async Task Okta_profile_has_the_same_custom_attributes()
    {
        var user = Pass(Serializer.Read<Okta.User>(Serializer.Http, Documents.Okta, Okta.User.Read)!);

        Assert.That((string?)user.Profile!.AdditionalData["officeLocation"], Is.EqualTo("Bonn"));
        Serializer.AssertSame(await BodyAsync(user), Documents.Okta);
    }

    [Test]
    public void Okta_user_has_the_same_member_of_another_type_and_states()
    {
        var user = Pass(Serializer.Read<Okta.User>(Serializer.Http, Documents.Okta, Okta.User.Read)!);

        Assert.That(user.IsSet("lastLogin"), Is.False);
        Assert.That(user.GetInt64("lastLogin"), Is.EqualTo(5));
        Assert.That((user.IsSet("activated"), user.Activated, user.IsSet("lastUpdated")), Is.EqualTo((true, (DateTimeOffset?)null, false)));
    }

    private T Pass<T>(T model) => isNewtonsoft
        ? JsonConvert.DeserializeObject<T>(JsonConvert.SerializeObject(model))!
        : System.Text.Json.JsonSerializer.Deserialize<T>(System.Text.Json.JsonSerializer.Serialize(model))!;

    private static async Task<string> BodyAsync(ApiObject model)
    {
        using var body = JsonBody.Create(model, ModelWriterMode.Body);
        return await body.ReadAsStringAsync();
    }
}
