using System.Net;
using Newtonsoft.Json;

namespace IdentitySdk.Tests.Json.Serializers;

/// <summary>Serializers write no headers, which may hold personal data.</summary>
internal sealed class PageTests
{
    [Test]
    public void Page_is_written_as_items_and_token()
    {
        var page = new Page<Okta.User>([new Okta.User { Id = "1" }], "cursor", "token", Response());

        Assert.Multiple(() =>
        {
            Assert.That(System.Text.Json.JsonSerializer.Serialize(page), Is.EqualTo("""{"Items":[{"id":"1"}],"ContinuationToken":"token"}"""));
            Assert.That(JsonConvert.SerializeObject(page), Is.EqualTo("""{"Items":[{"id":"1"}],"ContinuationToken":"token"}"""));
        });
    }

    [Test]
    public void Response_is_written_without_headers()
    {
        var response = Response();

        Assert.That(System.Text.Json.JsonSerializer.Serialize(response), Does.Contain("200").And.Not.Contain("secret").And.Not.Contain("Headers"));
        Assert.That(JsonConvert.SerializeObject(response), Does.Contain("200").And.Not.Contain("secret").And.Not.Contain("Headers"));
    }

    private static ApiResponse Response()
    {
        using var message = new HttpResponseMessage(HttpStatusCode.OK);
        message.Headers.Add("X-User", "secret");
        return new ApiResponse(message, "r1", null);
    }
}
