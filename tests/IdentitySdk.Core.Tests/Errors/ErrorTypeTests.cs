namespace IdentitySdk.Tests;

/// <summary>The exception types of error responses, and their details.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ErrorTypeTests : IDisposable
{
    private readonly TestApi _api = new();

    public ErrorTypeTests() => _api.Options.Retry = new RetryOptions { MaxRetries = 0 };

    public void Dispose() => _api.Dispose();

    [TestCase(302, typeof(InvalidResponseException))]
    [TestCase(400, typeof(InvalidRequestException))]
    [TestCase(401, typeof(UnauthorizedException))]
    [TestCase(403, typeof(ForbiddenException))]
    [TestCase(404, typeof(NotFoundException))]
    [TestCase(405, typeof(InvalidRequestException))]
    [TestCase(408, typeof(ServerException))]
    [TestCase(409, typeof(ConflictException))]
    [TestCase(412, typeof(ConflictException))]
    [TestCase(418, typeof(InvalidRequestException))]
    [TestCase(422, typeof(InvalidRequestException))]
    [TestCase(429, typeof(RateLimitedException))]
    [TestCase(500, typeof(ServerException))]
    [TestCase(501, typeof(ServerException))]
    [TestCase(599, typeof(ServerException))]
    public async Task Status_maps_to_its_exception_type_with_all_details(int status, Type type)
    {
        _api.Transport.Respond(status, "code E1", ("X-Request-Id", "id-1"), ("Retry-After", "80"));
        var exception = (await Assert.CatchAsync<IdentityApiException>(() => _api.GetAsync()))!;
        Assert.That(exception, Is.TypeOf(type));
        Assert.That(exception.StatusCode, Is.EqualTo(status));
        Assert.That(exception.Vendor, Is.EqualTo("Test"));
        Assert.That(exception.Operation, Is.EqualTo("GET /things/{id}"));
        Assert.That(exception.VendorCode, Is.EqualTo("E1"));
        Assert.That(exception.VendorMessage, Is.EqualTo("code E1"));
        Assert.That(exception.Causes, Is.EqualTo(new[] { "code E1" }));
        Assert.That(exception.RequestId, Is.EqualTo("id-1"));
        Assert.That(exception.RawBody, Is.EqualTo("code E1"));
        Assert.That(exception.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(80)));
        Assert.That(exception.Response!.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task Message_is_one_line_with_status_code_and_request_id()
    {
        _api.Transport.Respond(404, "code E1", ("X-Request-Id", "id-1"));
        var exception = (await Assert.ThrowsAsync<NotFoundException>(() => _api.GetAsync()))!;
        Assert.That(exception.Message, Is.EqualTo("Test GET /things/{id}: not found, HTTP 404, code E1, request id-1."));
    }

    [TestCase(400, "code bad request", "bad request")]
    [TestCase(404, "code Not Found", "Not Found")]
    [TestCase(422, "code unprocessable entity", "unprocessable entity")]
    public async Task Message_has_a_code_that_is_the_name_of_the_status(int status, string body, string code)
    {
        _api.Transport.Respond(status, body);
        var exception = (await Assert.CatchAsync<IdentityApiException>(() => _api.GetAsync()))!;
        Assert.That(exception.Message, Does.EndWith($"HTTP {status}, code {code}."));
    }

    [TestCase("code not found")]
    [TestCase("code jane doe@example.com")]
    [TestCase("code a\r\nb")]
    public async Task Message_omits_codes_and_ids_that_do_not_look_like_identifiers(string body)
    {
        _api.Transport.Respond(400, body, ("X-Request-Id", "Jane Doe"));
        var exception = (await Assert.ThrowsAsync<InvalidRequestException>(() => _api.GetAsync()))!;
        Assert.That(exception.Message, Is.EqualTo("Test GET /things/{id}: invalid request, HTTP 400."));
    }

    [TestCase("code E1", true)]
    [TestCase("", true)]
    [TestCase("code path", false, typeof(InvalidRequestException))]
    [TestCase("<html>404</html>", false, typeof(InvalidResponseException))]
    [TestCase("  <!DOCTYPE html>", false, typeof(InvalidResponseException))]
    [TestCase("foreign", false, typeof(InvalidResponseException))]
    public async Task OrNullAsync_returns_null_only_for_the_vendors_own_404(string body, bool isNull, Type? type = null)
    {
        _api.Transport.Respond(404, body);
        if (isNull)
        {
            Assert.That(await _api.GetAsync().OrNullAsync(), Is.Null);
        }
        else
        {
            var exception = (await Assert.CatchAsync<IdentityApiException>(() => _api.GetAsync().OrNullAsync()))!;
            Assert.That(exception, Is.TypeOf(type!));
            Assert.That(exception.StatusCode, Is.EqualTo(404));
        }
    }

    [Test]
    public async Task OrNullAsync_throws_every_other_exception()
    {
        _api.Transport.Respond(403).Respond(200, "{}");
        await Assert.ThrowsAsync<ForbiddenException>(() => _api.GetAsync().OrNullAsync());
        Assert.That(await _api.GetAsync().OrNullAsync(), Is.Not.Null);
    }
}
