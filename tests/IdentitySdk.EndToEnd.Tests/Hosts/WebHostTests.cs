using System.Net;
using System.Text.Json;

namespace IdentitySdk.Tests.Hosts;

/// <summary>A host's own web API receives and returns users unchanged.</summary>
internal sealed class WebHostTests
{
    private const string Okta = """
        {"id":"00u1","status":"OF_TOMORROW","activated":null,"statusChanged":"2015-06-07T15:49:51+02:00",
        "profile":{"login":"a@b.c","officeLocation":"Bonn","html":"</script>","rate":1.0,"nested":{"a":[[[[1,{"b":null}]]]]}},"_links":{"self":{"href":"x"},"many":[{"href":"y"}]}}
        """;

    private const string OneLogin = """[{"id":7,"status":1,"state":3,"manager_ad_id":"12","custom_attributes":{"office":"Bonn"},"new_member":{"a":1.10}}]""";

    private WebHost _host;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await WebHost.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task User_is_returned_unchanged([Values("/minimal", "/mvc")] string path)
    {
        var okta = await _host.SendAsync(HttpMethod.Patch, path, Okta);
        var oneLogin = await _host.SendAsync(HttpMethod.Put, path, OneLogin);

        Assert.That((okta.Status, oneLogin.Status), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)));
        AssertEqual(okta.Body, Okta);
        AssertEqual(oneLogin.Body, OneLogin);
        Assert.That(okta.Body, Does.Not.Contain("</script>"), "the host's encoder is respected");
    }

    [TestCase("/pages", $$"""{"items":[{{Okta}},[[]],"x",1.0],"continuationToken":"token"}""")]
    [TestCase("/statuses", """{"ACTIVE":3,"OF_TOMORROW":1}""")]
    public async Task Page_of_JSON_and_enum_keys_are_returned_unchanged(string path, string json)
    {
        var (status, body) = await _host.SendAsync(HttpMethod.Post, path, json);

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        AssertEqual(body, json);
    }

    [TestCase("""{"id":""")]
    [TestCase("""{"id":"1" "x":2}""")]
    [TestCase("[]")]
    [TestCase("5")]
    [TestCase("\"secret\"")]
    public async Task Malformed_body_is_a_400(string json)
    {
        foreach (var path in new[] { "/minimal", "/mvc" })
        {
            var (status, body) = await _host.SendAsync(HttpMethod.Patch, path, json);

            Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest), path);
            Assert.That(body, Does.Not.Contain("secret"));
        }
    }

    private static void AssertEqual(string actual, string expected)
    {
        using var left = JsonDocument.Parse(actual);
        using var right = JsonDocument.Parse(expected);
        Assert.That(JsonElement.DeepEquals(left.RootElement, right.RootElement), Is.True, actual);
    }
}
