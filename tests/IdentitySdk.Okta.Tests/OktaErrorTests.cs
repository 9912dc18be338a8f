using System.Net;
using IdentitySdk.Okta;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>Okta's error bodies, as exceptions.</summary>
public sealed class OktaErrorTests
{
    [TestCase(400, """{"errorCode":"E0000001","errorSummary":"s","errorId":"id-1","errorCauses":[{"errorSummary":"a"},{"errorSummary":"b","reason":"R","location":"L","domain":"D"},"c"]}""", typeof(InvalidRequestException), "E0000001", "a|b (R; L; D)|c")]
    [TestCase(400, """{"errorCode":"E0000001","errorSummary":"s","errorId":"id-1","errorCauses":{"errorSummary":"alone"}}""", typeof(InvalidRequestException), "E0000001", "alone")]
    [TestCase(400, """{"errorCode":"E0000001","errorSummary":"s","errorId":"id-1","errorCauses":[{"errorSummary":"login: An object with this field already exists in the current organization"}]}""", typeof(AlreadyExistsException), "E0000001", "login: An object with this field already exists in the current organization")]
    [TestCase(400, """{"errorCode":"E0000002","errorSummary":"s","errorId":"id-1","errorCauses":[{"errorSummary":"already exists"}]}""", typeof(InvalidRequestException), "E0000002", "already exists")]
    [TestCase(400, """{"errorCode":"E0000003,","errorSummary":"s","errorId":"id-1","errorCauses":[]}""", typeof(InvalidRequestException), "E0000003", "")]
    [TestCase(401, """{"errorCode":"E0000011","errorSummary":"s","errorId":"id-1"}""", typeof(UnauthorizedException), "E0000011", "")]
    [TestCase(403, """{"errorCode":"E0000006","errorSummary":"s","errorId":"id-1","errorCauses":null}""", typeof(ForbiddenException), "E0000006", "")]
    [TestCase(404, """{"errorCode":"E0000007","errorSummary":"s","errorId":"id-1"}""", typeof(NotFoundException), "E0000007", "")]
    [TestCase(404, """{"errorCode":"E0000008","errorSummary":"s","errorId":"id-1"}""", typeof(InvalidRequestException), "E0000008", "", Description = "the path is wrong, not the user")]
    [TestCase(409, """{"errorCode":"E0000112","errorSummary":"s","errorId":"id-1"}""", typeof(ConflictException), "E0000112", "")]
    [TestCase(409, """{"errorCode":"CONFLICT","errorSummary":"s","errorId":"id-1"}""", typeof(InvalidResponseException), "CONFLICT", "")]
    [TestCase(404, """{"errorCode":"E0000007","errorSummary":"s","errorId":"id-1"} """, typeof(NotFoundException), "E0000007", "")]
    [TestCase(200, """{"errorCode":"E0000011","errorSummary":"s","errorId":"id-1"}""", typeof(UnauthorizedException), "E0000011", "")]
    [TestCase(200, """{"errorSummary":"s","errorId":"id-1","errorCode":"E0000001","errorCauses":[]}""", typeof(InvalidRequestException), "E0000001", "")]
    [TestCase(200, """{"errorCode":"E0000007","errorSummary":"s","errorId":"id-1"}""", typeof(NotFoundException), "E0000007", "")]
    [TestCase(200, """{"errorCode":"E0000009","errorSummary":"s","errorId":"id-1"}""", typeof(ServerException), "E0000009", "")]
    [TestCase(200, """{"errorCode":"E0009999","errorSummary":"s","errorId":"id-1"}""", typeof(InvalidResponseException), "E0009999", "")]
    [TestCase(200, """{"errorCode":"invalid","errorSummary":"s","errorId":"id-1"}""", typeof(InvalidResponseException), "invalid", "")]
    [TestCase(429, """{"errorCode":"E0000047","errorSummary":"s","errorId":"id-1"}""", typeof(RateLimitedException), "E0000047", "")]
    [TestCase(500, """{"errorCode":"E0000009","errorSummary":"s","errorId":"id-1"}""", typeof(ServerException), "E0000009", "")]
    [TestCase(400, """{"error":"invalid_scope","error_description":"s"}""", typeof(InvalidRequestException), "invalid_scope", "")]
    public async Task Error_body_of_any_documented_shape_is_read(int status, string body, Type type, string code, string causes)
    {
        var exception = await CatchAsync((HttpStatusCode)status, body, "application/json");
        Assert.That(exception, Is.TypeOf(type));
        Assert.That(exception.VendorCode, Is.EqualTo(code));
        Assert.That(exception.VendorMessage, Is.EqualTo("s"));
        Assert.That(string.Join('|', exception.Causes), Is.EqualTo(causes));
        Assert.That(exception.RequestId, Is.EqualTo(body.Contains("errorId") ? "id-1" : null));
        Assert.That(exception.RawBody, Is.EqualTo(body));
    }

    [TestCase(401, typeof(UnauthorizedException))]
    [TestCase(403, typeof(ForbiddenException))]
    public async Task Empty_error_body_has_its_reason_in_the_challenge(int status, Type type)
    {
        var exception = await CatchAsync(
            (HttpStatusCode)status,
            "",
            "text/plain",
            """Bearer authorization_uri="http://x", realm="r", scope="okta.users.read", error="insufficient_scope", error_description="too little", resource="/"  """);
        Assert.That(exception, Is.TypeOf(type));
        Assert.That(exception.VendorCode, Is.EqualTo("insufficient_scope"));
        Assert.That(exception.VendorMessage, Is.EqualTo("too little"));
    }

    [TestCase("<html><body>Bad gateway</body></html>")]
    [TestCase("")]
    [TestCase("{\"errorCode\":")]
    [TestCase("[1,2]")]
    [TestCase("{\"errorCode\":7,\"errorSummary\":{},\"errorCauses\":7}")]
    public async Task Unknown_error_body_is_available_unchanged(string body)
    {
        var exception = await CatchAsync(HttpStatusCode.BadGateway, body, "text/html");
        Assert.That(exception, Is.TypeOf<ServerException>());
        Assert.That(exception.RawBody, Is.EqualTo(body));
        Assert.That(exception.VendorCode, Is.Null);
    }

    [Test]
    public async Task Write_rejected_in_read_only_mode_has_a_known_outcome()
    {
        var exception = await CatchAsync(HttpStatusCode.ServiceUnavailable, """{"errorCode":"E0000010"}""", "application/json", isWrite: true);
        Assert.That(exception.IsOutcomeUnknown, Is.False);
    }

    [TestCase("E0000011", false)]
    [TestCase("E0000038", false)]
    [TestCase("E0000010", false)]
    [TestCase("E0000009", true)]
    [TestCase("E0009999", true)]
    public async Task Write_with_an_error_inside_a_200_does_not_succeed(string code, bool isUnknown)
    {
        var exception = await CatchAsync(HttpStatusCode.OK, $$"""{"errorCode":"{{code}}"}""", "application/json", isWrite: true);
        Assert.That(exception.VendorCode, Is.EqualTo(code));
        Assert.That(exception.IsOutcomeUnknown, Is.EqualTo(isUnknown));
    }

    [TestCase("""{"id":"1","profile":{"errorCode":"E0000011","errorSummary":"s"}}""")]
    [TestCase("""{"id":"1","errorCode":null}""")]
    [TestCase("""{"id":"1","errorCode":""}""")]
    [TestCase("""{"id":"1","errorCode":7,"errorSummary":"s"}""")]
    [TestCase("""{"id":"1","errorCode":"of an application"}""")]
    public async Task Members_without_an_error_are_a_success(string body)
    {
        var transport = new MockHttpMessageHandler();
        transport.When("*").Respond("application/json", body);
        using var okta = CreateClient(transport, retries: 0);
        Assert.That((await okta.Users.GetAsync("1")).Id, Is.EqualTo("1"));
    }

    [Test]
    public async Task Undocumented_conflict_has_an_unknown_outcome()
    {
        var exception = await CatchAsync(HttpStatusCode.Conflict, "<html></html>", "text/html", isWrite: true);
        Assert.That(exception, Is.TypeOf<InvalidResponseException>());
        Assert.That(exception.IsOutcomeUnknown, Is.True);
    }

    [Test]
    public async Task Delete_is_not_retried()
    {
        var transport = new MockHttpMessageHandler();
        var sent = transport.When("*").Respond(HttpStatusCode.ServiceUnavailable);
        using var okta = CreateClient(transport, retries: 3);
        var exception = (await Assert.ThrowsAsync<ServerException>(() => okta.Users.DeleteAsync("00u1")))!;
        Assert.That(transport.GetMatchCount(sent), Is.EqualTo(1));
        Assert.That(exception.IsOutcomeUnknown, Is.True);
    }

    private static async Task<IdentityApiException> CatchAsync(
        HttpStatusCode status, string body, string mediaType, string? challenge = null, bool isWrite = false)
    {
        var transport = new MockHttpMessageHandler();
        transport.When("*").Respond(_ =>
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(body, System.Text.Encoding.UTF8, mediaType) };
            if (challenge is not null)
            {
                response.Headers.TryAddWithoutValidation("WWW-Authenticate", challenge);
            }

            return response;
        });
        using var okta = CreateClient(transport, retries: 0);
        return (await Assert.CatchAsync<IdentityApiException>(() => isWrite ? okta.Users.DeleteAsync("00u1") : okta.Users.GetAsync("00u1")))!;
    }

    private static OktaClient CreateClient(MockHttpMessageHandler transport, int retries) => new(new OktaClientOptions
    {
        BaseAddress = new Uri("https://example.okta.com"),
        Credential = OktaCredential.ApiToken("token"),
        Transport = transport,
        Retry = new RetryOptions { MaxRetries = retries },
    });
}
