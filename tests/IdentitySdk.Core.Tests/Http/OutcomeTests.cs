using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Responses after which it is unknown whether the vendor carried out the request.</summary>
public sealed class OutcomeTests
{
    [TestCase(101, null, true)]
    [TestCase(199, null, true)]
    [TestCase(200, null, false)]
    [TestCase(299, null, false)]
    [TestCase(300, null, true)]
    [TestCase(399, null, true)]
    [TestCase(400, null, false)]
    [TestCase(408, null, true)]
    [TestCase(499, null, false)]
    [TestCase(500, null, true)]
    [TestCase(501, null, false)]
    [TestCase(503, null, true)]
    [TestCase(505, null, false)]
    [TestCase(200, 503, true, Description = "the status in the body of a success counts")]
    [TestCase(200, 400, false)]
    [TestCase(400, 503, false, Description = "the status in the body of an error does not")]
    public void Outcome_is_unknown_after_a_redirect_or_a_transient_status(int status, int? inside, bool isUnknown) =>
        Assert.That(Outcome.IsUnknown(status, new ApiError { Status = inside }), Is.EqualTo(isUnknown));

    [Test]
    public void Outcome_is_known_after_a_success_rate_limit_or_refusal()
    {
        Assert.That(Outcome.IsUnknown(503, null), Is.False);
        Assert.That(Outcome.IsUnknown(503, new ApiError { IsRateLimited = true }), Is.False);
        Assert.That(Outcome.IsUnknown(503, new ApiError { IsRefused = true }), Is.False);
        Assert.That(Outcome.IsUnknown(400, new ApiError { IsUndocumented = true }), Is.True);
    }
}
