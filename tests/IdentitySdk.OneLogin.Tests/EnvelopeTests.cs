using System.Text;
using IdentitySdk.OneLogin;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>The value is found wherever the wire or the newer documents put it, and is read where it stands.</summary>
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
    public async Task One_value_is_found_in_every_wrapping(string body) =>
        Assert.That((await Client(body).Users.GetAsync(7)).Id, Is.EqualTo(7));

    [TestCase("{" + Status + ""","data":[]}""")]
    [TestCase("{" + Status + ""","data":[[]]}""")]
    [TestCase("{" + Status + ""","data":null}""")]
    [TestCase("{" + Status + ""","data":"x"}""")]
    [TestCase("{" + Status + ""","data":[7]}""")]
    [TestCase("{" + Status + ""","data":[{"id":7}}""")]
    [TestCase("{" + Status)]
    [TestCase("")]
    [TestCase("null")]
    public async Task A_missing_value_is_no_success(string body) =>
        await Assert.ThrowsAsync<InvalidResponseException>(() => Client(body).Users.GetAsync(7));

    [Test]
    public async Task A_failure_inside_the_envelope_names_its_place_in_the_document()
    {
        var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => Client("{" + Status + ""","data":[[7]]}""").Users.GetAsync(7));
        Assert.That(exception!.Path, Does.StartWith("$.data[0]"));
    }

    [TestCase("[1,2,3]")]
    [TestCase("[[1,2,3]]")]
    [TestCase("[[1],[2,3],[]]")]
    public async Task A_list_is_flat_or_nested(string items)
    {
        var page = await Client("{" + Status + ""","data":""" + items + "}").UserRoles.ListAsync(7);
        Assert.That(page.Items, Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That((await Client(items).UserRoles.ListAsync(7)).Items, Is.EqualTo(new[] { 1, 2, 3 }), "bare");
    }

    [TestCase("[]")]
    [TestCase("[[]]")]
    [TestCase("[[],[]]")]
    public async Task A_list_may_be_empty(string items) =>
        Assert.That((await Client("{" + Status + ""","data":""" + items + "}").UserRoles.ListAsync(7)).Items, Is.Empty);

    [TestCase("{" + Status + ""","data":null}""")]
    [TestCase("{" + Status + ""","data":{"id":1}}""")]
    [TestCase("{" + Status + ""","data":["x"]}""")]
    [TestCase("{" + Status + "}")]
    [TestCase("null")]
    [TestCase("7")]
    public async Task A_missing_list_is_never_an_empty_one(string body) =>
        await Assert.ThrowsAsync<InvalidResponseException>(() => Client(body).UserRoles.ListAsync(7));

    [TestCase("{" + Status + "}", false)]
    [TestCase("""{"data":[{"error":true,"code":500}]}""", false)]
    [TestCase("""{"status":2,"error":false,"code":399}""", false)]
    [TestCase("""{"status":600}""", false)]
    [TestCase("""[{"status":404}]""", false)]
    [TestCase("""{"status":{"error":false,"code":200},"code":500}""", false)]
    [TestCase("""{"data":[],"status":{"code":404}}""", true)]
    [TestCase("""{"status":{"error":true}}""", true)]
    [TestCase("""{"statusCode":422}""", true)]
    [TestCase("""{"error":true}""", true)]
    [TestCase("""{"code":400}""", true)]
    [TestCase("""{"status":404""", false)]
    [TestCase("<html>", false)]
    [TestCase("", false)]
    public void An_error_is_told_by_its_status_alone(string body, bool expected) => Assert.That(Envelope.IsError(Encoding.UTF8.GetBytes(body)), Is.EqualTo(expected));

    private static OneLoginClient Client(string body)
    {
        var server = new MockHttpMessageHandler();
        server.When("*").Respond("application/json", body);
        return new OneLoginClient(new OneLoginClientOptions
        {
            BaseAddress = new Uri("https://vendor.example"),
            Credential = OneLoginCredential.AccessToken("token"),
            Retry = new RetryOptions { MaxRetries = 0 },
            Transport = server,
        });
    }
}
