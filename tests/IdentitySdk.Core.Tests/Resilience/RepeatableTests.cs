namespace IdentitySdk.Tests;

/// <summary>Which calls are repeated when the server may have acted: by their verb, unless the specification says otherwise.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RepeatableTests : IDisposable
{
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [Test]
    public async Task A_verb_that_may_be_repeated_is([Values("GET", "HEAD", "PUT", "DELETE")] string method, [Values(408, 429, 500, 502, 503, 504, 0)] int status)
    {
        Assert.That(await SentAsync(method, null, status), Is.EqualTo(2));
    }

    [TestCase("POST", null, 503, 1)]
    [TestCase("POST", null, 0, 1)]
    [TestCase("POST", true, 503, 2)]
    [TestCase("POST", true, 0, 2)]
    [TestCase("DELETE", false, 503, 1)]
    [TestCase("PUT", false, 0, 1)]
    public async Task The_specification_s_word_goes_before_the_verb_s(string method, bool? isSafeToRetry, int status, int expected) =>
        Assert.That(await SentAsync(method, isSafeToRetry, status), Is.EqualTo(expected));

    /// <summary>How often a call is sent whose first attempt ends so; 0 is a lost connection.</summary>
    private async Task<int> SentAsync(string method, bool? isSafeToRetry, int status)
    {
        _api.Options.Retry = new RetryOptions { BaseDelay = TimeSpan.Zero };
        _ = status == 0 ? _api.Transport.Fail(new IOException("lost")) : _api.Transport.Respond(status);
        _api.Transport.Respond(200, "{}");
        try
        {
            await _api.SendAsync(method, isSafeToRetry);
        }
        catch (IdentityApiException fault)
        {
            Assert.That(fault.IsOutcomeUnknown, Is.True);
        }

        return _api.Transport.Sent.Count;
    }
}
