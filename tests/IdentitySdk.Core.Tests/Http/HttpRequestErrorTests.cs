using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Exceptions of .NET 8 and later, which report that no connection was made.</summary>
public sealed class HttpRequestErrorTests
{
    [TestCase(HttpRequestError.ConnectionError, true)]
    [TestCase(HttpRequestError.NameResolutionError, true)]
    [TestCase(HttpRequestError.SecureConnectionError, true)]
    [TestCase(HttpRequestError.ProxyTunnelError, true)]
    [TestCase(HttpRequestError.ResponseEnded, false)]
    [TestCase(HttpRequestError.Unknown, false)]
    public void Outcome_is_known_when_no_connection_was_made(HttpRequestError error, bool expected) =>
        Assert.That(Outcome.IsUnknown(wasSent: true, mayHaveSentBody: false, new HttpRequestException(error)), Is.EqualTo(!expected));
}
