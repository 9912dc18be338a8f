using System.Net;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>The facts of a failed call: which exception they make, and what its one line says.</summary>
public sealed class FailureDetailsTests
{
    private static readonly FailureDetails s_bare = new("Test", "GET /things");

    [TestCase(300, "the server redirects, which is never followed, HTTP 300")]
    [TestCase(399, "the server redirects, which is never followed, HTTP 399")]
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
    public void A_status_is_said_in_words(int status, string expected) => Assert.That(Answered(status, new ApiError()).ToException().Message, Is.EqualTo($"Test GET /things: {expected}."));

    [Test]
    public void A_path_that_the_server_does_not_know_points_at_the_base_address() =>
        Assert.That(Answered(404, new ApiError { IsPathUnknown = true }).ToException(), Is.TypeOf<InvalidRequestException>().With.Message.Contains("BaseAddress may be wrong"));

    [TestCase(200)]
    [TestCase(400)]
    [TestCase(403)]
    [TestCase(404)]
    public void A_rate_limit_in_the_body_goes_before_the_status(int status) =>
        Assert.That(Answered(status, new ApiError { IsRateLimited = true }).ToException(), Is.TypeOf<RateLimitedException>().With.Message.Contains("rate limit exceeded"));

    [TestCase(200, null, typeof(InvalidRequestException))]
    [TestCase(200, 401, typeof(UnauthorizedException))]
    [TestCase(200, 404, typeof(NotFoundException))]
    [TestCase(200, 429, typeof(RateLimitedException))]
    [TestCase(299, 503, typeof(ServerException))]
    [TestCase(300, 404, typeof(InvalidResponseException))]
    [TestCase(403, 404, typeof(ForbiddenException))]
    public void The_status_in_a_body_counts_in_a_success_alone(int status, int? told, Type expected)
    {
        var fault = Answered(status, new ApiError { Status = told }).ToException();
        Assert.That(fault, Is.TypeOf(expected));
        Assert.That(fault.StatusCode, Is.EqualTo(status));
    }

    [TestCase(0, null, false, "Test GET /things: it failed.")]
    [TestCase(1, null, false, "Test GET /things: it failed, after 1 retry.")]
    [TestCase(2, null, false, "Test GET /things: it failed, after 2 retries.")]
    [TestCase(0, 80.0, false, "Test GET /things: it failed, retry after 80 s.")]
    [TestCase(0, 0.2, false, "Test GET /things: it failed, retry after 1 s.")]
    [TestCase(0, null, true, "Test GET /things: it failed, and whether the vendor carried the call out is unknown.")]
    [TestCase(3, 7.0, true, "Test GET /things: it failed, after 3 retries, retry after 7 s, and whether the vendor carried the call out is unknown.")]
    public void What_became_of_a_call_is_one_line(int retries, double? retryAfter, bool isOutcomeUnknown, string expected)
    {
        var failure = s_bare with { Retries = retries, RetryAfter = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null, IsOutcomeUnknown = isOutcomeUnknown };
        Assert.That(failure.Describe("it failed"), Is.EqualTo(expected));
    }

    [TestCase("", false)]
    [TestCase("E0000007", true)]
    [TestCase("a-b_c.d:e/f", true)]
    [TestCase("two words", false)]
    [TestCase("jane@example.com", false)]
    [TestCase("zoë", false)]
    [TestCase("line\nbreak", false)]
    public void A_code_that_looks_like_one_is_in_the_line(string code, bool isShown) =>
        Assert.That(Answered(400, new ApiError { Code = code }).Describe("it failed"), Is.EqualTo($"Test GET /things: it failed, HTTP 400{(isShown ? $", code {code}" : "")}."));

    [TestCase(100, true)]
    [TestCase(101, false)]
    public void A_code_of_more_than_a_hundred_characters_is_none(int length, bool isShown) =>
        Assert.That(Answered(400, new ApiError { Code = new string('a', length) }).Describe("it failed").Contains("code"), Is.EqualTo(isShown));

    [TestCase("header", "body", "header")]
    [TestCase(null, "body", "body")]
    [TestCase("header", null, "header")]
    [TestCase(null, null, null)]
    public void The_request_id_is_the_header_s_or_else_the_body_s(string? header, string? body, string? expected) =>
        Assert.That(Answered(400, new ApiError { RequestId = body }, header).ToException().RequestId, Is.EqualTo(expected));

    [Test]
    public void What_the_vendor_said_in_its_own_words_is_in_properties()
    {
        var fault = Answered(400, new ApiError { Code = "E1", Message = "no such Jane", Causes = ["one", "two"], RawBody = "{}" }).ToException();
        Assert.That((fault.VendorCode, fault.VendorMessage, fault.RawBody), Is.EqualTo(("E1", "no such Jane", "{}")));
        Assert.That(fault.Causes, Is.EqualTo(new[] { "one", "two" }));
    }

    [Test]
    public void Without_a_response_the_vendor_said_nothing()
    {
        var fault = new TransportException(s_bare, "it failed");
        Assert.That((fault.StatusCode, fault.VendorCode, fault.VendorMessage, fault.RequestId, fault.Response), Is.EqualTo(((int?)null, (string?)null, (string?)null, (string?)null, (ApiResponse?)null)));
        Assert.That(fault.Causes, Is.Empty);
        Assert.That(fault.RawBody, Is.Empty);
    }

    [Test]
    public void The_facts_show_no_more_than_the_line() =>
        Assert.That(Answered(400, new ApiError { Code = "E1", Message = "no such Jane", RawBody = "Jane" }).ToString(), Is.EqualTo("Test GET /things: failure, HTTP 400, code E1."));

    [Test]
    public void An_error_without_a_body_has_an_empty_one() => Assert.That(new ApiError().RawBody, Is.Empty);

    [TestCase("E1", "E1")]
    [TestCase(null, "ApiError")]
    public void An_error_shows_its_code_alone(string? code, string expected) =>
        Assert.That(new ApiError { Code = code, Message = "no such Jane", RawBody = "Jane" }.ToString(), Is.EqualTo(expected));

    private static FailureDetails Answered(int status, ApiError error, string? requestId = null)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        return s_bare with { Response = new ApiResponse(response, requestId, null), Error = error };
    }
}
