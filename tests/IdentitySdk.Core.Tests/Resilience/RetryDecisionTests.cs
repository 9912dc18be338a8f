using System.Net;
using System.Net.Sockets;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Which responses and exceptions are retried, and which leave the outcome unknown.</summary>
public sealed class RetryDecisionTests
{
    private static readonly ApiError s_plain = new();

    [TestCase(408, true, false)]
    [TestCase(429, true, true)]
    [TestCase(500, true, false)]
    [TestCase(501, false, false)]
    [TestCase(502, true, false)]
    [TestCase(503, true, false)]
    [TestCase(504, true, false)]
    [TestCase(505, false, false)]
    [TestCase(520, true, false)]
    [TestCase(302, false, false)]
    [TestCase(400, false, false)]
    [TestCase(401, false, false)]
    [TestCase(403, false, false)]
    [TestCase(404, false, false)]
    [TestCase(409, false, false)]
    [TestCase(422, false, false)]
    [TestCase(499, false, false)]
    public void Status_decides_whether_to_retry(int status, bool whenSafe, bool whenUnsafe)
    {
        Assert.That(RetryDecision.ShouldRetry(true, status, s_plain), Is.EqualTo(whenSafe), "safe to retry");
        Assert.That(RetryDecision.ShouldRetry(false, status, s_plain), Is.EqualTo(whenUnsafe), "unsafe to retry");
    }

    [Test]
    public void Success_is_not_retried() => Assert.That(RetryDecision.ShouldRetry(true, 200, null), Is.False);

    [TestCase(400)]
    [TestCase(403)]
    public void Rate_limit_in_the_body_is_retried_like_429(int status) =>
        Assert.That(RetryDecision.ShouldRetry(false, status, new ApiError { IsRateLimited = true }), Is.True);

    [Test]
    public void Documented_rejection_of_a_create_is_retried() =>
        Assert.That(RetryDecision.ShouldRetry(false, 503, new ApiError { IsRefused = true }), Is.True);

    [TestCase(400)]
    [TestCase(401)]
    [TestCase(501)]
    public void Truncated_error_is_retried_like_a_lost_connection(int status)
    {
        Assert.That(RetryDecision.ShouldRetry(true, status, new ApiError { IsBroken = true }), Is.True);
        Assert.That(RetryDecision.ShouldRetry(false, status, new ApiError { IsBroken = true }), Is.False);
    }

    [TestCase(302, true)]
    [TestCase(307, true)]
    [TestCase(400, false)]
    [TestCase(404, false)]
    [TestCase(408, true)]
    [TestCase(429, false)]
    [TestCase(500, true)]
    [TestCase(501, false)]
    [TestCase(503, true)]
    public void Status_decides_whether_the_outcome_is_unknown(int status, bool expected) =>
        Assert.That(Outcome.IsUnknown(status, new ApiError { IsRateLimited = status == 429 }), Is.EqualTo(expected));

    [TestCase(200, 503, true)]
    [TestCase(200, 400, false)]
    [TestCase(400, 503, false)]
    [TestCase(503, 400, true)]
    public void Reported_status_counts_inside_a_success_only(int status, int reported, bool expected) =>
        Assert.That(Outcome.IsUnknown(status, new ApiError { Status = reported }), Is.EqualTo(expected));

    [Test]
    public void Refusal_has_a_known_outcome()
    {
        Assert.That(Outcome.IsUnknown(503, new ApiError { IsRefused = true }), Is.False);
        Assert.That(Outcome.IsUnknown(503, new ApiError { IsRateLimited = true }), Is.False);
    }

    [Test]
    public void Success_has_a_known_outcome() => Assert.That(Outcome.IsUnknown(503, null), Is.False, "there is no error");

    [TestCase(400)]
    [TestCase(501)]
    public void Permanent_refusal_is_not_retried(int status) =>
        Assert.That(RetryDecision.ShouldRetry(true, status, new ApiError { IsRefused = true }), Is.False);

    [TestCaseSource(nameof(Exceptions))]
    public void Exception_decides_whether_to_retry(Exception exception, bool isSafeToRetry, bool wasSent, bool expected) =>
        Assert.That(RetryDecision.ShouldRetry(isSafeToRetry, Outcome.IsUnknown(wasSent, mayHaveSentBody: false, exception), exception), Is.EqualTo(expected));

    private static IEnumerable<TestCaseData> Exceptions()
    {
        Exception timeout = new AttemptTimeoutException(), lost = new HttpRequestException("lost"), cut = new IOException("cut");
        Exception[] connect =
        [
            new HttpRequestException("x", new SocketException((int)SocketError.ConnectionRefused)),
            new HttpRequestException("x", new SocketException((int)SocketError.HostNotFound)),
            new HttpRequestException("x", new SocketException((int)SocketError.HostUnreachable)),
            new HttpRequestException("x", new SocketException((int)SocketError.NetworkUnreachable)),
            new HttpRequestException("x", new WebException("x", WebExceptionStatus.ConnectFailure)),
            new HttpRequestException("x", new WebException("x", WebExceptionStatus.NameResolutionFailure)),
        ];
        var reset = new HttpRequestException("x", new SocketException((int)SocketError.ConnectionReset));
        var receive = new HttpRequestException("x", new WebException("x", WebExceptionStatus.ReceiveFailure));
        foreach (var exception in new[] { timeout, lost, cut, reset, receive })
        {
            yield return new TestCaseData(exception, true, true, true).SetArgDisplayNames(Name(exception), "safe to retry");
            yield return new TestCaseData(exception, false, true, false).SetArgDisplayNames(Name(exception), "unsafe to retry");
            yield return new TestCaseData(exception, false, false, true).SetArgDisplayNames(Name(exception), "never sent");
        }

        foreach (var exception in connect)
        {
            yield return new TestCaseData(exception, false, true, true).SetArgDisplayNames(Name(exception), "never connected");
        }

        yield return new TestCaseData(new InvalidOperationException(), true, false, false).SetArgDisplayNames("programming error");
        yield return new TestCaseData(new OperationCanceledException(), true, true, false).SetArgDisplayNames("cancellation");

        static string Name(Exception exception) => exception switch
        {
            { InnerException: SocketException inner } => inner.SocketErrorCode.ToString(),
            { InnerException: WebException inner } => inner.Status.ToString(),
            HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } request => request.HttpRequestError.ToString(),
            _ => exception.GetType().Name,
        };
    }
}
