using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Exceptions for calls without a complete response, on .NET 8 and later.</summary>
public sealed class TransportFailureTests
{
    private const string NotHttp = "what the server sent is not an HTTP response";

    [TestCaseSource(nameof(Failures))]
    public void ToException_describes_the_failure_without_quoting_the_response(Exception exception, string expected, bool isInner)
    {
        var actual = TransportFailure.ToException(new FailureDetails("Test", "GET /things"), exception);
        Assert.That(actual.Message, Is.EqualTo($"Test GET /things: {expected}."));
        Assert.That(actual.InnerException, isInner ? Is.SameAs(exception) : Is.Null);
    }

    private static IEnumerable<TestCaseData> Failures()
    {
        yield return Named("time-out", new AttemptTimeoutException(), "no complete response in time", true);
        yield return Named("lost", new HttpRequestException("lost"), "the connection failed", true);
        var lostInBody = new HttpRequestException("lost", new HttpIOException(HttpRequestError.ResponseEnded));
        yield return Named("lost in the body", lostInBody, "the connection failed", true);
        yield return Named("quoting", new HttpRequestException(HttpRequestError.InvalidResponse, "Jane"), NotHttp, false);
        yield return Named("quoting in the body", new HttpIOException(HttpRequestError.InvalidResponse, "Jane"), NotHttp, false);
        var quoting = new HttpRequestException("lost", new HttpIOException(HttpRequestError.InvalidResponse, "Jane"));
        yield return Named("quoting inside", new IOException("cut", quoting), NotHttp, false);

        yield return Named("sent again", new HttpRequestException("x", new ResendException()), "a handler outside the SDK was about to send the request a second time", true);
        yield return Named("of a handler", new NotSupportedException(), "a handler outside the SDK ended the call", true);

        static TestCaseData Named(string name, Exception exception, string expected, bool isInner) =>
            new TestCaseData(exception, expected, isInner).SetArgDisplayNames(name);
    }
}
