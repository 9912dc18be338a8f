using System.Net;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Details of a failed call: the type of the exception and its message.</summary>
public sealed class FailureDetailsTests
{
    private static readonly FailureDetails s_details = new("Test", "GET /things");

    [TestCase(300, "the server redirects, which the SDK does not follow, HTTP 300")]
    [TestCase(399, "the server redirects, which the SDK does not follow, HTTP 399")]
    [TestCase(400, "invalid request, HTTP 400")]
    [TestCase(401, "not authenticated, HTTP 401")]
    [TestCase(403, "not allowed, HTTP 403")]
    [TestCase(404, "not found, HTTP 404")]
    [TestCase(408, "server error, HTTP 408")]
    [TestCase(409, "conflict, HTTP 409")]
    [TestCase(412, "conflict, HTTP 412")]
    [TestCase(429, "rate limit exceeded, HTTP 429")]
    [TestCase(499, "invalid request, HTTP 499")]
    [TestCase(500, "server error, HTTP 500")]
    public void Status_determines_the_summary(int status, string expected) =>
        Assert.That(WithResponse(status, new ApiError()).ToException().Message, Is.EqualTo($"Test GET /things: {expected}."));

    [TestCase(true, typeof(InvalidRequestException), "this path is unknown at https://a.example/x: ")]
    [TestCase(false, typeof(InvalidResponseException), "the response at https://a.example/x does not come from the vendor: ")]
    public void Unknown_path_is_reported_with_address_and_likely_reasons(bool isPathUnknown, Type expected, string summary)
    {
        var details = WithResponse(404, new ApiError { IsPathUnknown = isPathUnknown, IsUndocumented = !isPathUnknown });

        Assert.That(
            (details with { Address = "https://a.example/x" }).ToException(),
            Is.TypeOf(expected).With.Message.EqualTo(
                $"Test GET /things: {summary}BaseAddress may be wrong, or the account may not have this part of the API, HTTP 404."));
        Assert.That(details.ToException().Message, Does.Contain(summary.Replace(" at https://a.example/x", "") + "BaseAddress may be wrong"));
    }

    [Test]
    public void Undocumented_success_is_an_InvalidResponseException() => Assert.That(
        WithResponse(203, new ApiError { IsUndocumented = true }).ToException(),
        Is.TypeOf<InvalidResponseException>().With.Message.Contains("the response's status is not what the vendor documents"));

    [TestCase(0x2027, false)]
    [TestCase(0x2028, true)]
    [TestCase(0x2029, true)]
    [TestCase(0x202A, true)]
    [TestCase(0x202E, true)]
    [TestCase(0x202F, false)]
    [TestCase(0x2065, false)]
    [TestCase(0x2066, true)]
    [TestCase(0x2069, true)]
    [TestCase(0x206A, false)]
    [TestCase(0x1B, true)]
    [TestCase(0x9B, true)]
    public void Control_characters_are_replaced_by_spaces_in_Details(int character, bool isReplaced) => Assert.That(
        new NotFoundException { VendorMessage = $"a{(char)character}b" }.Details, Does.EndWith(isReplaced ? "a b" : $"a{(char)character}b"));

    [Test]
    public void Details_contain_the_vendors_text_and_Message_does_not()
    {
        var exception = new ConflictException("exists already")
        {
            Vendor = "Okta", Operation = "POST /api/v1/users", VendorCode = "E0000001", VendorMessage = "login: jane@example.com\r\nis\u001b[31m taken",
            Causes = ["jane exists", "", "\u202Ereversed"], RequestId = "oae 1",
        };

        Assert.That(exception.Details, Is.EqualTo(
            "Okta POST /api/v1/users: exists already, HTTP 409, code E0000001.\n"
            + "Okta: login: jane@example.com  is [31m taken\n- jane exists\n-  reversed\nRequest id: oae 1"));
        Assert.That(exception.Message + exception, Does.Not.Contain("jane").And.Not.Contain("oae 1"));
    }

    [Test]
    public void Details_without_text_of_the_vendor_are_the_message()
    {
        var exception = new TransportException();

        Assert.That(exception.Details, Is.EqualTo(exception.Message));
    }

    [TestCase(200)]
    [TestCase(400)]
    [TestCase(403)]
    [TestCase(404)]
    public void Rate_limit_in_the_body_overrides_the_status(int status) =>
        Assert.That(
            WithResponse(status, new ApiError { IsRateLimited = true }).ToException(),
            Is.TypeOf<RateLimitedException>().With.Message.Contains("rate limit exceeded"));

    [TestCase(200, null, typeof(InvalidRequestException))]
    [TestCase(200, 401, typeof(UnauthorizedException))]
    [TestCase(200, 404, typeof(NotFoundException))]
    [TestCase(200, 429, typeof(RateLimitedException))]
    [TestCase(299, 503, typeof(ServerException))]
    [TestCase(300, 404, typeof(InvalidResponseException))]
    [TestCase(403, 404, typeof(ForbiddenException))]
    public void Status_in_the_body_counts_only_in_a_success(int status, int? reported, Type expected)
    {
        var exception = WithResponse(status, new ApiError { Status = reported }).ToException();
        Assert.That(exception, Is.TypeOf(expected));
        Assert.That(exception.StatusCode, Is.EqualTo(status));
    }

    [TestCase(0, null, false, "Test GET /things: it failed.")]
    [TestCase(1, null, false, "Test GET /things: it failed, after 1 retry.")]
    [TestCase(2, null, false, "Test GET /things: it failed, after 2 retries.")]
    [TestCase(0, 80.0, false, "Test GET /things: it failed, retry after 80 s.")]
    [TestCase(0, 0.2, false, "Test GET /things: it failed, retry after 1 s.")]
    [TestCase(0, null, true, "Test GET /things: it failed, outcome unknown.")]
    [TestCase(3, 7.0, true, "Test GET /things: it failed, after 3 retries, retry after 7 s, outcome unknown.")]
    public void Describe_includes_retries_wait_and_outcome(int retries, double? retryAfter, bool isOutcomeUnknown, string expected)
    {
        var details = s_details with
        {
            Retries = retries, RetryAfter = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null, IsOutcomeUnknown = isOutcomeUnknown,
        };
        Assert.That(details.Describe("it failed"), Is.EqualTo(expected));
    }

    [TestCase("", false)]
    [TestCase("E0000007", true)]
    [TestCase("a-b_c.d:e/f", true)]
    [TestCase("two words", false)]
    [TestCase("jane@example.com", false)]
    [TestCase("zoë", false)]
    [TestCase("line\nbreak", false)]
    public void Describe_includes_only_codes_that_look_like_identifiers(string code, bool isShown) =>
        Assert.That(
            WithResponse(400, new ApiError { Code = code }).Describe("it failed"),
            Is.EqualTo($"Test GET /things: it failed, HTTP 400{(isShown ? $", code {code}" : "")}."));

    [TestCase(100, true)]
    [TestCase(101, false)]
    public void Describe_omits_codes_over_100_characters(int length, bool isShown) =>
        Assert.That(WithResponse(400, new ApiError { Code = new string('a', length) }).Describe("it failed").Contains("code"), Is.EqualTo(isShown));

    [TestCase("header", "body", "header")]
    [TestCase(null, "body", "body")]
    [TestCase("header", null, "header")]
    [TestCase(null, null, null)]
    public void Request_id_comes_from_the_header_or_else_the_body(string? header, string? body, string? expected) =>
        Assert.That(WithResponse(400, new ApiError { RequestId = body }, header).ToException().RequestId, Is.EqualTo(expected));

    [Test]
    public void Vendor_text_is_in_the_properties()
    {
        var exception = WithResponse(400, new ApiError { Code = "E1", Message = "no such Jane", Causes = ["one", "two"], RawBody = "{}" }).ToException();
        Assert.That((exception.VendorCode, exception.VendorMessage, exception.RawBody), Is.EqualTo(("E1", "no such Jane", "{}")));
        Assert.That(exception.Causes, Is.EqualTo(new[] { "one", "two" }));
    }

    [Test]
    public void Vendor_properties_without_a_response_are_null_or_empty()
    {
        var exception = new TransportException(s_details, "it failed");
        Assert.That(
            (exception.StatusCode, exception.VendorCode, exception.VendorMessage, exception.RequestId, exception.Response),
            Is.EqualTo(((int?)null, (string?)null, (string?)null, (string?)null, (ApiResponse?)null)));
        Assert.That(exception.Causes, Is.Empty);
        Assert.That(exception.RawBody, Is.Empty);
    }

    [Test]
    public void ToString_shows_no_more_than_Describe() =>
        Assert.That(
            WithResponse(400, new ApiError { Code = "E1", Message = "no such Jane", RawBody = "Jane" }).ToString(),
            Is.EqualTo("Test GET /things: failure, HTTP 400, code E1."));

    [Test]
    public void ApiError_without_a_body_has_an_empty_RawBody() => Assert.That(new ApiError().RawBody, Is.Empty);

    [TestCase("E1", "E1")]
    [TestCase(null, "ApiError")]
    public void ApiError_ToString_shows_only_the_code(string? code, string expected) =>
        Assert.That(new ApiError { Code = code, Message = "no such Jane", RawBody = "Jane" }.ToString(), Is.EqualTo(expected));

    private static FailureDetails WithResponse(int status, ApiError error, string? requestId = null)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        return s_details with { Response = new ApiResponse(response, requestId, null), Error = error };
    }
}
