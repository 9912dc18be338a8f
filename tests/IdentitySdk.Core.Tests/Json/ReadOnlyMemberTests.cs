using System.Text;
using IdentitySdk.Core;
using Newtonsoft.Json;

namespace IdentitySdk.Tests.Json;

/// <summary>Only the writer of request bodies omits members that only the server sets.</summary>
internal sealed class ReadOnlyMemberTests
{
    private const string Read = """
        {"id":"00u1","created":"2013-06-24T16:39:18+02:00","lastUpdated":17,"_links":{},"later":{"id":1},
        "type":{"id":"oty1","createdBy":"00u2"},"profile":{"login":"ada@example.com","id":"custom"}}
        """;

    private const string Sent = """{"later":{"id":1},"type":{"id":"oty1"},"profile":{"login":"ada@example.com","id":"custom"}}""";

    [Test]
    public async Task Body_has_no_read_only_member_of_any_form_at_any_depth() => Serializer.AssertSame(await SendAsync(User(), BodyRules.Replacement), Sent);

    [Test]
    public async Task Body_has_no_read_only_member_that_a_caller_set()
    {
        var user = User();
        (user.Id, user.Created, user.LastUpdated) = ("2", DateTimeOffset.UnixEpoch, null);
        user.AdditionalData["lastLogin"] = "2013";
        user.Type = new() { Id = "oty1", CreatedBy = "00u3", AdditionalData = { ["lastUpdated"] = 1 } };

        Serializer.AssertSame(await SendAsync(user, BodyRules.Replacement), Sent);
    }

    [Test]
    public async Task Replacement_that_sends_read_only_members_has_every_member() =>
        Serializer.AssertSame(await SendAsync(User(), BodyRules.Replacement, sendsReadOnly: true), Read);

    [Test]
    public void Serializers_write_every_member()
    {
        Serializer.AssertSame(JsonConvert.SerializeObject(User()), Read);
        Serializer.AssertSame(System.Text.Json.JsonSerializer.Serialize(User()), Read);
    }

    [Test]
    public async Task Form_has_no_read_only_member()
    {
        var link = new Okta.ForgotPasswordResponse { ResetPasswordUrl = "https://example.com", AdditionalData = { ["a"] = 1 } };

        Assert.That(await new ApiRequest("POST", "/").Form(link).CreateContent()!.ReadAsStringAsync(), Is.EqualTo("a=1"));
    }

    private static Okta.User User() => Serializer.Read<Okta.User>(Serializer.Http, Read, Okta.User.Read)!;

    private static async Task<string> SendAsync(ApiObject body, BodyRules rules, bool sendsReadOnly = false) =>
        Encoding.UTF8.GetString(await new ApiRequest("PUT", "/").Body(body, rules, sendsReadOnly).CreateContent()!.ReadAsByteArrayAsync());
}
