using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>What is said of calls that got no whole response, in the words of .NET 8 and later.</summary>
public sealed class TransportFaultTests
{
    [TestCaseSource(nameof(Faults))]
    public void A_fault_of_the_connection_says_what_happened_and_quotes_nobody(Exception fault, string expected, bool isShown)
    {
        var described = TransportFailure.Describe(new FailureDetails("Test", "GET /things"), fault);
        Assert.That(described.Message, Is.EqualTo($"Test GET /things: {expected}."));
        Assert.That(described.InnerException, isShown ? Is.SameAs(fault) : Is.Null);
    }

    private static IEnumerable<TestCaseData> Faults()
    {
        yield return Named("time-out", new AttemptTimeoutException(), "no whole response came in time", true);
        yield return Named("lost", new HttpRequestException("lost"), "the connection failed", true);
        yield return Named("lost in the body", new HttpRequestException("lost", new HttpIOException(HttpRequestError.ResponseEnded)), "the connection failed", true);
        yield return Named("quoting", new HttpRequestException(HttpRequestError.InvalidResponse, "Jane"), "what came is no HTTP response", false);
        yield return Named("quoting in the body", new HttpIOException(HttpRequestError.InvalidResponse, "Jane"), "what came is no HTTP response", false);
        yield return Named("quoting inside", new IOException("cut", new HttpRequestException("lost", new HttpIOException(HttpRequestError.InvalidResponse, "Jane"))), "what came is no HTTP response", false);

        static TestCaseData Named(string name, Exception fault, string expected, bool isShown) => new TestCaseData(fault, expected, isShown).SetArgDisplayNames(name);
    }
}
