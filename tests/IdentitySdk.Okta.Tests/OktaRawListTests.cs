using System.Net;
using IdentitySdk.Okta;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>Raw lists of Okta whose next page is a link in the body, such as custom roles.</summary>
public sealed class OktaRawListTests
{
    private const string Next = "https://example.okta.com/api/v1/iam/roles?after=2&limit=1";

    [Test]
    public async Task Links_in_the_body_are_followed()
    {
        var (ids, queries) = await ListAsync(
            """{"roles":[{"id":"a"}],"_links":{"next":{"href":"NEXT"},"self":{"href":"x"}}}""".Replace("NEXT", Next),
            """{"_links":{"next":null},"roles":[{"id":"b"}]}""");

        Assert.That(ids, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(queries, Is.EqualTo(new[] { "", "?after=2" }));
    }

    [TestCase("""{"roles":[]}""")]
    [TestCase("""{"roles":[],"_links":null}""")]
    [TestCase("""{"roles":[],"_links":{}}""")]
    public async Task Page_without_a_link_ends_the_list(string page) => Assert.That((await ListAsync(page)).Ids, Is.Empty);

    [TestCase("""{"_links":{}}""")]
    [TestCase("""{"roles":null}""")]
    [TestCase("""{"roles":{}}""")]
    [TestCase("""{"roles":[],"_links":[]}""")]
    [TestCase("""{"roles":[],"_links":{"next":"https://example.okta.com/x?after=2"}}""")]
    [TestCase("""{"roles":[],"_links":{"next":{"href":7}}}""")]
    [TestCase("""{"roles":[],"_links":{"next":{}}}""")]
    [TestCase("""{"roles":[],"roles":[]}""")]
    [TestCase("""{"roles":[],"_links":{"next":{"href":"https://example.okta.com/x?after=2"}},"_links":null}""")]
    [TestCase("""{"roles":[],"_links":{"next":{"href":"https://example.okta.com/x?after=2"},"next":null}}""")]
    [TestCase("""{"roles":[],"_links":{"next":{"href":"https://evil.example/x?after=2"}}}""")]
    [TestCase("""{"roles":[],"_links":{"next":{"href":"https://example.okta.com/x"}}}""")]
    public async Task Invalid_page_is_an_error_and_does_not_end_the_list(string page) =>
        await Assert.ThrowsAsync<InvalidResponseException>(() => ListAsync(page));

    private static async Task<(List<string?> Ids, List<string> Queries)> ListAsync(params string[] pages)
    {
        var queries = new List<string>();
        using var server = new MockHttpMessageHandler();
        server.When("*").Respond(message =>
        {
            queries.Add(message.RequestUri!.Query);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(pages[queries.Count - 1]) });
        });
        using var okta = new OktaClient(new OktaClientOptions { BaseAddress = new Uri("https://example.okta.com"), Credential = OktaCredential.AccessToken("token"), Transport = server });
        var ids = new List<string?>();
        await foreach (var item in okta.Raw.ListAllAsync("/api/v1/iam/roles", new RawRequest { Paging = OktaPaging.LinkInBody("roles") }))
        {
            ids.Add((string?)item["id"]);
        }

        return (ids, queries);
    }
}
