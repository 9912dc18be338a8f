using IdentitySdk.Core;
using Newtonsoft.Json;

namespace IdentitySdk.Tests.Json.Doors;

/// <summary>A user that is read, passes through a serializer of the host and is sent back: nobody is switched off, nothing is wiped.</summary>
[TestFixture(true)]
[TestFixture(false)]
internal sealed class UpdateTests(bool isNewtonsoft)
{
    [Test]
    public async Task OneLogin_user_keeps_status_and_state()
    {
        var user = Pass(Engines.Read<OneLogin.User>(Engines.Utf8, Documents.OneLogin, OneLogin.User.Read)!);

        Assert.That(user.Status!.Value.Value, Is.EqualTo(1));
        Assert.That(user.State!.Value.Value, Is.EqualTo(3));
        Engines.AssertSame(await BodyAsync(user), Documents.OneLogin);
    }

    [Test]
    public async Task Okta_profile_keeps_its_custom_attributes()
    {
        var user = Pass(Engines.Read<Okta.User>(Engines.Utf8, Documents.Okta, Okta.User.Read)!);

        Assert.That((string?)user.Profile!.AdditionalData["officeLocation"], Is.EqualTo("Bonn"));
        Engines.AssertSame(await BodyAsync(user), Documents.Okta);
    }

    [Test]
    public void Member_of_another_type_stays_one_and_reading_states_are_kept()
    {
        var user = Pass(Engines.Read<Okta.User>(Engines.Utf8, Documents.Okta, Okta.User.Read)!);

        Assert.That(user.IsSet("lastLogin"), Is.False);
        Assert.That(user.GetInt64("lastLogin"), Is.EqualTo(5));
        Assert.That((user.IsSet("activated"), user.Activated, user.IsSet("lastUpdated")), Is.EqualTo((true, (DateTimeOffset?)null, false)));
    }

    private T Pass<T>(T model) => isNewtonsoft
        ? JsonConvert.DeserializeObject<T>(JsonConvert.SerializeObject(model))!
        : System.Text.Json.JsonSerializer.Deserialize<T>(System.Text.Json.JsonSerializer.Serialize(model))!;

    private static async Task<string> BodyAsync(ApiObject model)
    {
        using var body = JsonBody.Create(writer => writer.Write(model));
        return await body.ReadAsStringAsync();
    }
}
