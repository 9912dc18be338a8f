using IdentitySdk.Generation;

namespace IdentitySdk.Tests;

/// <summary>Failures, and no other statuses, are documented with the type that callers catch.</summary>
public sealed class FailureTextTests
{
    [TestCase("400", "InvalidRequestException")]
    [TestCase("422", "InvalidRequestException")]
    [TestCase("401", "UnauthorizedException")]
    [TestCase("403", "ForbiddenException")]
    [TestCase("404", "NotFoundException")]
    [TestCase("409", "ConflictException")]
    [TestCase("412", "ConflictException")]
    [TestCase("429", "RateLimitedException")]
    [TestCase("408", "ServerException")]
    [TestCase("503", "ServerException")]
    public void Status_has_the_exception_that_is_thrown_for_it(string status, string type) =>
        Assert.That(FailureText.Lines([status], []), Is.EqualTo($"    /// <exception cref=\"{type}\">HTTP {status}.</exception>\n"));

    [TestCase("")]
    [TestCase("200,201,202,204,")]
    [TestCase("301,")]
    public void Success_has_no_line(string statuses) =>
        Assert.That(FailureText.Lines(statuses.Split(',', StringSplitOptions.RemoveEmptyEntries), []), Is.Empty);

    [Test]
    public void Statuses_with_one_exception_share_a_line() => Assert.That(
        FailureText.Lines(["204", "400", "404", "422", "500", "503"], []),
        Is.EqualTo(
            "    /// <exception cref=\"InvalidRequestException\">HTTP 400, 422.</exception>\n"
            + "    /// <exception cref=\"NotFoundException\">HTTP 404.</exception>\n"
            + "    /// <exception cref=\"ServerException\">HTTP 500, 503.</exception>\n"));

    [Test]
    public void Status_that_can_mean_a_taken_value_has_both_exceptions() => Assert.That(
        FailureText.Lines(["400", "401", "422"], ["400", "422"]),
        Is.EqualTo(
            "    /// <exception cref=\"AlreadyExistsException\">HTTP 400, 422: a value that must be unique is taken.</exception>\n"
            + "    /// <exception cref=\"InvalidRequestException\">HTTP 400, 422.</exception>\n"
            + "    /// <exception cref=\"UnauthorizedException\">HTTP 401.</exception>\n"));

    [Test]
    public void Conflict_that_means_a_taken_value_means_nothing_else() => Assert.That(
        FailureText.Lines(["409", "412"], ["409"]),
        Is.EqualTo(
            "    /// <exception cref=\"AlreadyExistsException\">HTTP 409: a value that must be unique is taken.</exception>\n"
            + "    /// <exception cref=\"ConflictException\">HTTP 412.</exception>\n"));
}
