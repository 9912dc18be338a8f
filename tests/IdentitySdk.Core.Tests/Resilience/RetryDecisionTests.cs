using System.Net;
using System.Net.Sockets;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

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
    public void A_status_decides(int status, bool repeatable, bool unsafeToRepeat)
    {
        Assert.That(RetryDecision.ShouldRetry(true, status, s_plain), Is.EqualTo(repeatable), "an operation that may be repeated");
        Assert.That(RetryDecision.ShouldRetry(false, status, s_plain), Is.EqualTo(unsafeToRepeat), "an operation that may not");
    }

    [Test]
    public void A_success_is_not_repeated() => Assert.That(RetryDecision.ShouldRetry(true, 200, null), Is.False);

    [TestCase(400)]
    [TestCase(403)]
    public void A_rate_limit_in_the_body_counts_like_429(int status) => Assert.That(RetryDecision.ShouldRetry(false, status, new ApiError { IsRateLimited = true }), Is.True);

    [Test]
    public void A_documented_rejection_may_be_repeated_even_by_a_create() =>
        Assert.That(RetryDecision.ShouldRetry(false, 503, new ApiError { IsRefused = true }), Is.True);

    [TestCase(400)]
    [TestCase(401)]
    [TestCase(501)]
    public void An_error_that_broke_off_is_a_lost_connection(int status)
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
    public void A_status_may_leave_the_outcome_open(int status, bool expected) =>
        Assert.That(Outcome.IsUnknown(status, new ApiError { IsRateLimited = status == 429 }), Is.EqualTo(expected));

    [TestCase(200, 503, true)]
    [TestCase(200, 400, false)]
    [TestCase(400, 503, false)]
    [TestCase(503, 400, true)]
    public void A_status_inside_a_success_counts_and_none_inside_an_error(int status, int reported, bool expected) =>
        Assert.That(Outcome.IsUnknown(status, new ApiError { Status = reported }), Is.EqualTo(expected));

    [Test]
    public void A_refusal_leaves_nothing_open()
    {
        Assert.That(Outcome.IsUnknown(503, new ApiError { IsRefused = true }), Is.False);
        Assert.That(Outcome.IsUnknown(503, new ApiError { IsRateLimited = true }), Is.False);
    }

    [Test]
    public void A_success_leaves_nothing_open() => Assert.That(Outcome.IsUnknown(503, null), Is.False, "a status without an error is none");

    [TestCase(400)]
    [TestCase(501)]
    public void A_refusal_that_is_not_for_the_time_being_is_not_repeated(int status) => Assert.That(RetryDecision.ShouldRetry(true, status, new ApiError { IsRefused = true }), Is.False);

    [TestCaseSource(nameof(Faults))]
    public void A_fault_decides(Exception exception, bool isSafeToRetry, bool wasSent, bool expected) =>
        Assert.That(RetryDecision.ShouldRetry(isSafeToRetry, Outcome.IsUnknown(wasSent, mayHaveSentBody: false, exception), exception), Is.EqualTo(expected));

    private static IEnumerable<TestCaseData> Faults()
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
            yield return new TestCaseData(exception, true, true, true).SetArgDisplayNames(Name(exception), "repeatable");
            yield return new TestCaseData(exception, false, true, false).SetArgDisplayNames(Name(exception), "not repeatable");
            yield return new TestCaseData(exception, false, false, true).SetArgDisplayNames(Name(exception), "never sent");
        }

        foreach (var exception in connect)
        {
            yield return new TestCaseData(exception, false, true, true).SetArgDisplayNames(Name(exception), "never connected");
        }

        yield return new TestCaseData(new InvalidOperationException(), true, false, false).SetArgDisplayNames("a mistake in the program");
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
