using System.Net;
using IdentitySdk.OneLogin;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>Values inside OneLogin's envelope or without one, as in newer documentation.</summary>
public sealed class EnvelopeTests
{
    private const string Status = "\"status\":{\"error\":false,\"code\":200,\"type\":\"success\",\"message\":\"Success\"}";

    [TestCase("{" + Status + ""","data":[{"id":7}]}""")]
    [TestCase("{" + Status + ""","data":{"id":7}}""")]
    [TestCase("{" + Status + ""","data":[[{"id":7}]]}""")]
    [TestCase("{" + Status + ""","data":[{"id":7},{"id":8}],"more":[[{"x":1}]]}""")]
    [TestCase("""{"data":[{"id":7}],""" + Status + "}")]
    [TestCase("""{"id":7,"status":1}""")]
    [TestCase("""{"id":7,"status":1,"data":{"free":true}}""")]
    [TestCase("""[{"id":7}]""")]
    public async Task Value_is_found_in_any_envelope(string body) =>
        Assert.That((await CreateClient(body).Users.GetAsync(7)).Id, Is.EqualTo(7));

    [TestCase("{" + Status + ""","data":[]}""")]
    [TestCase("{" + Status + ""","data":[[]]}""")]
    [TestCase("{" + Status + ""","data":null}""")]
    [TestCase("{" + Status + ""","data":"x"}""")]
    [TestCase("{" + Status + ""","data":[7]}""")]
    [TestCase("{" + Status + ""","data":[{"id":7}}""")]
    [TestCase("{" + Status)]
    [TestCase("")]
    [TestCase("null")]
    public async Task Missing_value_is_an_invalid_response(string body) =>
        await Assert.ThrowsAsync<InvalidResponseException>(() => CreateClient(body).Users.GetAsync(7));

    [TestCase("{" + Status + ""","data":[1],"pagination":{"after_cursor":"abc"}}""")]
    [TestCase("{" + Status + ""","pagination":{"after_cursor":null,"next_link":"https://vendor.example/?after_cursor=abc"},"data":[1]}""")]
    [TestCase("{" + Status + ""","pagination":{},"data":[1]}""")]
    [TestCase("{" + Status + ""","data":[1],"data":[2]}""")]
    [TestCase("{" + Status + ""","data":[1]}""", "After-Cursor", "abc")]
    [TestCase("[1]", "After-Cursor", "abc")]
    [TestCase("[1]", "Total-Pages", "2")]
    public async Task Single_page_list_with_a_cursor_throws(string body, string? header = null, string? value = null)
    {
        var roles = CreateClient(body, header, value).UserRoles;
        var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => roles.ListAsync(7));
        Assert.That(exception!.InnerException!.Message, Does.Match("cursor|pages|twice"));
    }

    [TestCase("{" + Status + ""","pagination":{"before_cursor":null,"after_cursor":null,"previous_link":null,"next_link":null},"data":[1]}""")]
    [TestCase("{" + Status + ""","pagination":null,"data":[1]}""", "After-Cursor", "")]
    [TestCase("[1]", "After-Cursor", "")]
    public async Task Single_page_list_may_report_its_page_count(string body, string? header = null, string? value = null) =>
        Assert.That((await CreateClient(body, header, value).UserRoles.ListAsync(7)).Items, Is.EqualTo(new[] { 1 }));

    [Test]
    public async Task Mismatch_inside_the_envelope_has_its_path_in_the_document()
    {
        var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => CreateClient("{" + Status + ""","data":[[7]]}""").Users.GetAsync(7));
        Assert.That(exception!.Path, Does.StartWith("$.data[0]"));
    }

    [TestCase("[1,2,3]")]
    [TestCase("[[1,2,3]]")]
    [TestCase("[[1],[2,3],[]]")]
    public async Task List_may_be_flat_or_nested(string items)
    {
        var page = await CreateClient("{" + Status + ""","data":""" + items + "}").UserRoles.ListAsync(7);
        Assert.That(page.Items, Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That((await CreateClient(items).UserRoles.ListAsync(7)).Items, Is.EqualTo(new[] { 1, 2, 3 }), "bare");
    }

    [TestCase("[]")]
    [TestCase("[[]]")]
    [TestCase("[[],[]]")]
    public async Task List_may_be_empty(string items) =>
        Assert.That((await CreateClient("{" + Status + ""","data":""" + items + "}").UserRoles.ListAsync(7)).Items, Is.Empty);

    [TestCase("{" + Status + ""","data":null}""")]
    [TestCase("{" + Status + ""","data":{"id":1}}""")]
    [TestCase("{" + Status + ""","data":["x"]}""")]
    [TestCase("{" + Status + "}")]
    [TestCase("null")]
    [TestCase("7")]
    public async Task Missing_list_is_an_invalid_response(string body) =>
        await Assert.ThrowsAsync<InvalidResponseException>(() => CreateClient(body).UserRoles.ListAsync(7));

    private static OneLoginClient CreateClient(string body, string? header = null, string? value = null)
    {
        var server = new MockHttpMessageHandler();
        server.When("*").Respond(HttpStatusCode.OK, header is null ? [] : [new(header, value!)], "application/json", body);
        return new OneLoginClient(new OneLoginClientOptions
        {
            BaseAddress = new Uri("https://vendor.example"),
            Credential = OneLoginCredential.AccessToken("token"),
            Retry = new RetryOptions { MaxRetries = 0 },
            Transport = server,
        });
    }
}
