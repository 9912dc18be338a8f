using System.Net;
using IdentitySdk.Agilicus;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>Raw lists of Agilicus with the default paging style: by email, with the items in the only array.</summary>
public sealed class AgilicusRawListTests
{
    [Test]
    public async Task Items_are_in_the_only_array_and_the_first_cursor_is_empty()
    {
        var (names, queries) = await ListAsync(
            null,
            """{"limit":2,"groups":[{"name":"a"},{"name":"b"}],"previous_page_email":"","next_page_email":"c@x"}""",
            """{"next_page_email":"","groups":[{"name":"c"}],"limit":2}""");

        Assert.That(names, Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(queries, Is.EqualTo(new[] { "?org_id=o1&previous_email=", "?org_id=o1&previous_email=c%40x" }));
    }

    [TestCase("""{"groups":[],"next_page_email":""}""")]
    [TestCase("""{"groups":[]}""")]
    [TestCase("""{"groups":[],"next_page_email":null,"offset":null}""")]
    public async Task Empty_page_without_a_cursor_ends_the_list(string page) => Assert.That((await ListAsync(null, page)).Names, Is.Empty);

    [TestCase("""{"groups":[],"members":[],"next_page_email":""}""", Description = "two arrays")]
    [TestCase("""{"connectors":[{}],"page_info":{"has_next":true}}""", Description = "a newer style")]
    [TestCase("""{"connectors":[{}],"next_page_id":"x"}""", Description = "another cursor")]
    [TestCase("""{"connectors":[{}],"offset":1}""", Description = "by offset")]
    [TestCase("""{"message":"welcome"}""", Description = "no page at all")]
    [TestCase("""[]""")]
    [TestCase("""{"groups":{}}""")]
    [TestCase("""{"groups":[],"next_page_email":7,"next_page_email":["x"]}""")]
    public async Task Page_that_may_not_be_the_last_is_an_error(string page) =>
        await Assert.ThrowsAsync<InvalidResponseException>(() => ListAsync(null, page));

    [Test]
    public async Task Explicit_paging_style_is_used()
    {
        var (names, queries) = await ListAsync(
            AgilicusPaging.Offset("rows"), """{"rows":[{"name":"a"}],"other":[1],"offset":1}""", """{"rows":[],"offset":1}""");

        Assert.That(names, Is.EqualTo(new[] { "a" }));
        Assert.That(queries, Is.EqualTo(new[] { "?org_id=o1", "?org_id=o1&offset=1" }));
        Assert.That((await ListAsync(AgilicusPaging.Keyed("rows"), """{"rows":[{"name":"a"}],"next_page_email":""}""")).Names, Is.EqualTo(new[] { "a" }));
        await Assert.ThrowsAsync<InvalidResponseException>(() => ListAsync(AgilicusPaging.Keyed("rows"), """{"rows":[{"name":"a"}],"next_page_email":"c"}"""));
        Assert.That(() => AgilicusPaging.EmailKeyset(""), Throws.ArgumentException);
    }

    private static async Task<(List<string?> Names, List<string> Queries)> ListAsync(RawPaging? paging, params string[] pages)
    {
        var queries = new List<string>();
        using var server = new MockHttpMessageHandler();
        server.When("*").Respond(message =>
        {
            queries.Add(message.RequestUri!.Query);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(pages[queries.Count - 1]) });
        });
        using var agilicus = new AgilicusClient(new AgilicusClientOptions { Credential = AgilicusCredential.AccessToken("token"), Transport = server });
        var names = new List<string?>();
        await foreach (var item in agilicus.Raw.ListAllAsync("/v1/groups", new RawRequest { Query = { ["org_id"] = "o1" }, Paging = paging }))
        {
            names.Add((string?)item["name"]);
        }

        return (names, queries);
    }
}
