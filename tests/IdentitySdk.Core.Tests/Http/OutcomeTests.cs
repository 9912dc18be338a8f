using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Whether a response leaves open whether the vendor acted.</summary>
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
    [TestCase(200, 503, true, Description = "an error inside a success has a status of its own")]
    [TestCase(200, 400, false)]
    [TestCase(400, 503, false, Description = "the status of any other response is the one that HTTP has")]
    public void Status_decides(int status, int? inside, bool isUnknown) =>
        Assert.That(Outcome.IsUnknown(status, new ApiError { Status = inside }), Is.EqualTo(isUnknown));

    [Test]
    public void Success_rate_limit_and_refusal_leave_nothing_open()
    {
        Assert.That(Outcome.IsUnknown(503, null), Is.False);
        Assert.That(Outcome.IsUnknown(503, new ApiError { IsRateLimited = true }), Is.False);
        Assert.That(Outcome.IsUnknown(503, new ApiError { IsRefused = true }), Is.False);
        Assert.That(Outcome.IsUnknown(400, new ApiError { IsUndocumented = true }), Is.True);
    }
}
