namespace IdentitySdk.Tests;

/// <summary>The measurements of waits before retries.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[NonParallelizable]
public sealed class RetryDiagnosticsTests : IDisposable
{
    private readonly TestApi _api = new();
    private readonly RecordedDiagnostics _recorded = new();

    public void Dispose()
    {
        _recorded.Dispose();
        _api.Dispose();
    }

    [Test]
    public async Task Wait_before_a_retry_is_measured_by_operation_and_reason()
    {
        _api.Transport.Respond(503, "", ("Retry-After", "2")).Respond(200, "{}");
        await _api.GetAsync();

        var wait = _recorded.Of(IdentityTelemetry.RetryDelay).Single();
        Assert.That(wait.Value, Is.EqualTo(2.0));
        Assert.That(wait.Tags, Is.EquivalentTo(new KeyValuePair<string, object?>[]
        {
            new("identitysdk.vendor", "Test"), new("url.template", "/things/{id}"), new("error.type", "503"),
        }));
    }
}
