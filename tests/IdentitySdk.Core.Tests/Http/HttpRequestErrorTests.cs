using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>From .NET 8 on a fault says itself that no connection was made.</summary>
public sealed class HttpRequestErrorTests
{
    [TestCase(HttpRequestError.ConnectionError, true)]
    [TestCase(HttpRequestError.NameResolutionError, true)]
    [TestCase(HttpRequestError.SecureConnectionError, true)]
    [TestCase(HttpRequestError.ProxyTunnelError, true)]
    [TestCase(HttpRequestError.ResponseEnded, false)]
    [TestCase(HttpRequestError.Unknown, false)]
    public void A_create_is_repeated_when_the_fault_says_that_it_never_connected(HttpRequestError error, bool expected) =>
        Assert.That(RetryDecision.ShouldRetry(isRepeatable: false, wasSent: true, new HttpRequestException(error)), Is.EqualTo(expected));
}
