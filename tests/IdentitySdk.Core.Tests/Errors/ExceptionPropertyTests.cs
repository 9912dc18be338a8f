using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Properties of exceptions and responses that tests set, and internal exceptions.</summary>
public sealed class ExceptionPropertyTests
{
    [TestCase(99, false)]
    [TestCase(100, true)]
    [TestCase(999, true)]
    [TestCase(1000, false)]
    public void Status_has_three_digits(int status, bool isAllowed)
    {
        foreach (var create in new Func<object>[] { () => new ApiResponse(status), () => new NotFoundException { StatusCode = status } })
        {
            Assert.That(create, isAllowed ? Throws.Nothing : Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("from 100 to 999"));
        }
    }

    [Test]
    public void StatusCode_that_is_set_preserves_the_headers()
    {
        var exception = new NotFoundException { Response = new ApiResponse(404, [new("X-A", "1"), new("x-a", "2")], "id-1"), StatusCode = 410 };

        Assert.That((exception.StatusCode, exception.RequestId), Is.EqualTo((410, "id-1")));
        Assert.That(exception.Response!.Headers["X-A"], Is.EqualTo(new[] { "1", "2" }));
    }

    [Test]
    public void Headers_of_a_response_are_merged_once()
    {
        using var message = new HttpResponseMessage { Content = new StringContent("x") };
        message.Headers.Add("X-A", ["1", "2"]);
        var response = new ApiResponse(message, null, null);

        var headers = response.Headers;

        Assert.That(headers["x-a"], Is.EqualTo(new[] { "1", "2" }));
        Assert.That(headers.Keys, Does.Contain("Content-Type"));
        Assert.That(response.Headers, Is.SameAs(headers));
    }

    [TestCase("<html>", "<html>")]
    [TestCase(null, "")]
    public void RawBody_is_the_value_that_was_set_and_never_null(string? body, string expected) =>
        Assert.That(new NotFoundException { RawBody = body! }.RawBody, Is.EqualTo(expected));

    [Test]
    public void Path_is_the_readers_unless_it_is_set()
    {
        var unreadable = new JsonFormatException("Not a number.", "$.count", 7);

        Assert.That(new InvalidResponseException("unreadable", unreadable).Path, Is.EqualTo("$.count"));
        Assert.That(new InvalidResponseException("unreadable", unreadable) { Path = "$.id" }.Path, Is.EqualTo("$.id"));
        Assert.That(new InvalidResponseException().Path, Is.Null);
    }

    [Test]
    public void WithUnknownOutcome_copies_the_exception_with_an_unknown_outcome()
    {
        var cause = new IOException();
        var exception = new CredentialException("refused", cause) { VendorCode = "E1" };
        var unknown = exception.WithUnknownOutcome();

        Assert.That((exception.IsOutcomeUnknown, unknown.IsOutcomeUnknown), Is.EqualTo((false, true)));
        Assert.That((unknown.VendorCode, unknown.InnerException), Is.EqualTo(("E1", cause)));
        Assert.That(unknown.Message, Does.Contain("refused"));
    }

    [Test]
    public void Inner_exceptions_have_a_message()
    {
        Assert.That(new AttemptTimeoutException().Message, Does.Contain("took too long"));
        Assert.That(new ResendException().Message, Does.Contain("a second time").And.Contains("RetryOptions"));
    }
}
