using System.Net;
using IdentitySdk.OneLogin;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>OneLogin's error bodies, as exceptions.</summary>
public sealed class OneLoginErrorTests
{
    [TestCase(401, """{"status":{"error":true,"code":401,"type":"Unauthorized","message":"m"}}""", typeof(UnauthorizedException), "Unauthorized", "m", "")]
    [TestCase(400, """{"status":{"error":true,"code":400,"type":"bad request","message":{"description":"m","attribute":"id"}}}""", typeof(InvalidRequestException), "bad request", "m", "id")]
    [TestCase(400, """{"status":{"error":true,"code":400,"type":"bad request","message":"Validation failed: Email must be unique, Username must be unique"}}""", typeof(AlreadyExistsException), "bad request", "Validation failed: Email must be unique, Username must be unique", "")]
    [TestCase(422, """{"message":"Validation failed: Username must be unique","name":"UnprocessableEntityError","statusCode":422}""", typeof(AlreadyExistsException), "UnprocessableEntityError", "Validation failed: Username must be unique", "")]
    [TestCase(422, """{"code":422,"message":"m","errors":[{"field":"email","message":["has already been taken"]}]}""", typeof(AlreadyExistsException), null, "m", "email: has already been taken")]
    [TestCase(404, """{"status":{"error":true,"code":404,"type":"not found","message":"must be unique"}}""", typeof(NotFoundException), "not found", "must be unique", "")]
    [TestCase(403, """{"status":{"error":true,"code":403,"type":"forbidden","message":"m"}}""", typeof(ForbiddenException), "forbidden", "m", "")]
    [TestCase(404, """{"status":{"error":true,"code":404,"type":"not found","message":"m"}}""", typeof(NotFoundException), "not found", "m", "")]
    [TestCase(404, """{"status":{"error":true,"code":404,"type":"not found","message":"No Route Exists"}}""", typeof(InvalidRequestException), "not found", "No Route Exists", "")]
    [TestCase(404, """{"message":"m","name":"NotFoundError","statusCode":404}""", typeof(NotFoundException), "NotFoundError", "m", "")]
    [TestCase(404, """{"status":404,"error":"NotFoundError","description":"m"}""", typeof(NotFoundException), "NotFoundError", "m", "")]
    [TestCase(404, """{"error":true,"code":404,"type":"not found","message":"m"}""", typeof(NotFoundException), "not found", "m", "")]
    [TestCase(404, """{"status":404,"error":"Not Found","message":"m"}""", typeof(InvalidResponseException), "Not Found", "m", "")]
    [TestCase(200, """{"status":404,"error":"Not Found","message":"m"}""", typeof(InvalidResponseException), "Not Found", "m", "")]
    [TestCase(409, """{"statusCode":409,"name":"ConflictError","message":"m"}""", typeof(ConflictException), "ConflictError", "m", "")]
    [TestCase(409, "<html></html>", typeof(InvalidResponseException), null, null, "")]
    [TestCase(422, """{"message":"m","field":"created_at","name":"UnprocessableEntityFieldError","statusCode":422}""", typeof(InvalidRequestException), "UnprocessableEntityFieldError", "m", "created_at")]
    [TestCase(400, """{"status":400,"error":"BadRequestError","description":"m"}""", typeof(InvalidRequestException), "BadRequestError", "m", "")]
    [TestCase(422, """{"code":422,"message":"m","errors":[{"field":"enabled","message":["a","b"]},{"field":"x","message":"c"}]}""", typeof(InvalidRequestException), null, "m", "enabled: a; b|x: c")]
    [TestCase(422, """{"statusCode":422,"name":"ValidationError","message":"m","details":{"parameters":["p",{"q":1}]}}""", typeof(InvalidRequestException), "ValidationError", "m", "p|{\"q\":1}")]
    [TestCase(400, """{"error":true,"code":400,"type":"bad request","message":"m"}""", typeof(InvalidRequestException), "bad request", "m", "")]
    [TestCase(400, """{"error":"invalid_request","error_description":"m"}""", typeof(InvalidRequestException), "invalid_request", "m", "")]
    [TestCase(400, """{"status":{"error":true,"code":400,"type":"bad request","message":"rate_limit_exceeded"}}""", typeof(RateLimitedException), "bad request", "rate_limit_exceeded", "")]
    [TestCase(429, "<html>slow down</html>", typeof(RateLimitedException), null, null, "")]
    [TestCase(502, "", typeof(ServerException), null, null, "")]
    [TestCase(200, """{"status":{"error":true,"code":401,"type":"Unauthorized","message":"m"}}""", typeof(UnauthorizedException), "Unauthorized", "m", "")]
    [TestCase(200, """{"message":"m","name":"NotFoundError","statusCode":404}""", typeof(NotFoundException), "NotFoundError", "m", "")]
    [TestCase(200, """{"status":400,"error":"BadRequestError","description":"m"}""", typeof(InvalidRequestException), "BadRequestError", "m", "")]
    [TestCase(200, """{"status":{"error":true,"code":500,"type":"internal","message":"m"}}""", typeof(ServerException), "internal", "m", "")]
    public async Task Error_body_of_any_shape_is_read_also_inside_a_200(int status, string body, Type type, string? code, string? message, string causes)
    {
        var (exception, _) = await CatchAsync(retries: 0, status, body);
        Assert.That(exception, Is.TypeOf(type));
        Assert.That(exception.StatusCode, Is.EqualTo(status));
        Assert.That(exception.VendorCode, Is.EqualTo(code));
        Assert.That(exception.VendorMessage, Is.EqualTo(message));
        Assert.That(string.Join('|', exception.Causes), Is.EqualTo(causes));
        Assert.That(exception.RequestId, Is.EqualTo("id-1"));
        Assert.That(exception.RawBody, Is.EqualTo(body));
    }

    [TestCase("""{"error":"TRUE"}""", typeof(InvalidResponseException), true)]
    [TestCase("""{"error":"unauthorized","message":"x"}""", typeof(InvalidResponseException), true)]
    [TestCase("""{"error":"Not Found","statusCode":404}""", typeof(InvalidResponseException), true)]
    [TestCase("""{"status":"error","message":"x"}""", typeof(InvalidResponseException), true)]
    [TestCase("""{"code":500.0}""", typeof(InvalidResponseException), true)]
    [TestCase("""[{"error":true,"code":500}]""", typeof(InvalidResponseException), true)]
    [TestCase("""{"name":"BadRequestError","message":"x"}""", typeof(InvalidResponseException), true)]
    [TestCase("""{"status":{"type":"rate_limit_exceeded"}}""", typeof(RateLimitedException), false)]
    [TestCase("\uFEFF\uFEFF{\"status\":{\"error\":true,\"code\":403}}", typeof(ForbiddenException), false)]
    [TestCase("""{"status":{"error":true,"code":500}}""", typeof(ServerException), true)]
    public async Task Write_with_an_error_inside_a_200_does_not_succeed(string body, Type type, bool isUnknown)
    {
        var (exception, _) = await CatchAsync(0, 200, body, onelogin => onelogin.Users.DeleteAsync(1));
        Assert.That(exception, Is.TypeOf(type));
        Assert.That(exception.IsOutcomeUnknown, Is.EqualTo(isUnknown));
    }

    private static IEnumerable<TestCaseData> OtherCalls()
    {
        yield return Named("a list", onelogin => onelogin.Users.ListAsync());
        yield return Named("a list without pages", onelogin => onelogin.UserRoles.ListAsync(1));
        yield return Named("a write without a result", onelogin => onelogin.Users.DeleteAsync(1));
        yield return Named("a write that is not retried", onelogin => onelogin.UserRoles.AddAsync(1, new AddRolesRequest { RoleIdArray = [1] }));

        static TestCaseData Named(string name, Func<OneLoginClient, Task> call) => new TestCaseData(call).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(OtherCalls))]
    public async Task Error_inside_a_200_fails_any_kind_of_call(Func<OneLoginClient, Task> call)
    {
        var (exception, _) = await CatchAsync(0, 200, """{"status":{"error":true,"code":403,"type":"forbidden","message":"m"},"data":[]}""", call);
        Assert.That(exception, Is.TypeOf<ForbiddenException>());
        Assert.That(exception.VendorMessage, Is.EqualTo("m"));
    }

    [TestCase(400, """{"status":{"error":true,"code":400,"message":"rate_limit_exceeded"}}""")]
    [TestCase(429, "<html></html>")]
    public async Task Rate_limit_without_headers_is_retried(int status, string body) =>
        Assert.That((await CatchAsync(retries: 2, status, body)).Sent, Is.EqualTo(3));

    [Test]
    public async Task Adding_roles_is_not_retried_when_its_outcome_is_unknown()
    {
        var (exception, sent) = await CatchAsync(3, 503, "", onelogin => onelogin.UserRoles.AddAsync(1, new AddRolesRequest { RoleIdArray = [1] }));
        Assert.That(sent, Is.EqualTo(1));
        Assert.That(exception.IsOutcomeUnknown, Is.True);
    }

    private static async Task<(IdentityApiException Exception, int Sent)> CatchAsync(int retries, int status, string body, Func<OneLoginClient, Task>? call = null)
    {
        var transport = new MockHttpMessageHandler();
        var sent = transport.When("*").Respond((HttpStatusCode)status, [new("X-Request-Id", "id-1")], "application/json", body);
        using var onelogin = new OneLoginClient(new OneLoginClientOptions
        {
            BaseAddress = new Uri("https://example.onelogin.com"),
            Credential = OneLoginCredential.AccessToken("token"),
            Transport = transport,
            Retry = new RetryOptions { MaxRetries = retries, BaseDelay = TimeSpan.Zero },
        });
        var exception = (await Assert.CatchAsync<IdentityApiException>(() => call?.Invoke(onelogin) ?? onelogin.Users.GetAsync(1)))!;
        return (exception, transport.GetMatchCount(sent));
    }
}
