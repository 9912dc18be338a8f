using IdentitySdk.Core;
using Microsoft.Extensions.Logging.Abstractions;

namespace IdentitySdk.Tests.Auth;

/// <summary>Metrics of token requests.</summary>
[NonParallelizable]
public sealed class TokenTelemetryTests
{
    [Test]
    public async Task Token_requests_are_counted_with_the_error_type_of_a_failure()
    {
        using var recorded = new RecordedDiagnostics();
        var clock = new TestClock();
        var shared = new SharedTokenCache(new MemoryTokenCache(clock), static () => null, "Counted", NullLogger.Instance, clock, TimeSpan.FromSeconds(1));
        var responses = new Queue<Func<AccessToken>>([static () => throw new InvalidOperationException("down"), static () => new AccessToken("one")]);
        var source = new TokenSource(_ => Task.FromResult(responses.Dequeue()()), clock, shared, TimeSpan.FromMinutes(1), static () => 0);

        await Assert.ThrowsAsync<InvalidOperationException>(() => source.GetAsync(null, default).AsTask());
        clock.Advance(TimeSpan.FromSeconds(1));
        await source.GetAsync(null, default);

        var requests = recorded.Of("identitysdk.client.token_requests").Where(each => Equals(each.Tags["identitysdk.vendor"], "Counted")).ToList();
        Assert.That(requests.Select(each => each.Value), Is.EqualTo(new[] { 1.0, 1.0 }));
        Assert.That(requests[0].Tags, Is.EquivalentTo(new Dictionary<string, object?>
        {
            ["identitysdk.vendor"] = "Counted", ["error.type"] = "System.InvalidOperationException",
        }));
        Assert.That(requests[1].Tags.Keys, Is.EqualTo(new[] { "identitysdk.vendor" }));
    }
}
