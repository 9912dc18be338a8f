namespace IdentitySdk.Tests;

/// <summary>Which calls are retried if the server may have acted: their verb decides, unless the specification does.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SafeToRetryTests : IDisposable
{
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [Test]
    public async Task Idempotent_verb_is_retried(
        [Values("GET", "HEAD", "PUT", "DELETE")] string method, [Values(408, 429, 500, 502, 503, 504, 0)] int status) =>
        Assert.That(await SentAsync(method, null, status), Is.EqualTo(2));

    [TestCase("POST", null, 503, 1)]
    [TestCase("POST", null, 0, 1)]
    [TestCase("POST", true, 503, 2)]
    [TestCase("POST", true, 0, 2)]
    [TestCase("DELETE", false, 503, 1)]
    [TestCase("PUT", false, 0, 1)]
    public async Task Specification_overrides_the_verb(string method, bool? isSafeToRetry, int status, int expected) =>
        Assert.That(await SentAsync(method, isSafeToRetry, status), Is.EqualTo(expected));

    /// <summary>The number of attempts after a first one with the given status; 0 is a lost connection.</summary>
    private async Task<int> SentAsync(string method, bool? isSafeToRetry, int status)
    {
        _api.Options.Retry = new RetryOptions { BaseDelay = TimeSpan.Zero };
        _ = status == 0 ? _api.Transport.Fail(new IOException("lost")) : _api.Transport.Respond(status);
        _api.Transport.Respond(200, "{}");
        try
        {
            await _api.SendAsync(method, isSafeToRetry);
        }
        catch (IdentityApiException exception)
        {
            Assert.That(exception.IsOutcomeUnknown, Is.True);
        }

        return _api.Transport.Sent.Count;
    }
}
