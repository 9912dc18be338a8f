namespace IdentitySdk.Tests;

/// <summary>Errors in the body of a 200, which are errors like those with an error status.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ErrorInSuccessTests : IDisposable
{
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [TestCase("status 401", typeof(UnauthorizedException))]
    [TestCase("status 403", typeof(ForbiddenException))]
    [TestCase("status 404", typeof(NotFoundException))]
    [TestCase("status 409", typeof(ConflictException))]
    [TestCase("status 400", typeof(InvalidRequestException))]
    [TestCase("status 500", typeof(ServerException))]
    public async Task Exception_type_follows_the_status_in_the_body(string body, Type type)
    {
        _api.Transport.Respond(200, body);
        Assert.That(await Assert.CatchAsync(() => _api.GetAsync()), Is.TypeOf(type));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1), "not retried, not even for a call that is safe to retry");
    }

    [Test]
    public async Task Message_names_both_statuses()
    {
        _api.Transport.Respond(200, "status 404");
        var exception = await Assert.ThrowsAsync<NotFoundException>(() => _api.GetAsync());
        Assert.That(exception!.Message, Is.EqualTo("Test GET /things/{id}: not found, HTTP 200, with status 404."));
        Assert.That(exception.StatusCode, Is.EqualTo(200));
        Assert.That(exception.RawBody, Is.EqualTo("status 404"));
    }

    [TestCase("status 400", false)]
    [TestCase("status 404", false)]
    [TestCase("status 409", false)]
    [TestCase("status 408", true)]
    [TestCase("status 500", true)]
    [TestCase("status 503", true)]
    public async Task Outcome_of_a_write_is_unknown_for_408_and_5xx_in_the_body(string body, bool isUnknown)
    {
        _api.Transport.Respond(200, body);
        var exception = await Assert.CatchAsync<IdentityApiException>(() => _api.SendAsync("POST"));
        Assert.That(exception!.IsOutcomeUnknown, Is.EqualTo(isUnknown));
    }

    [TestCase("GET")]
    [TestCase("POST")]
    [TestCase("DELETE")]
    public async Task Rate_limit_in_the_body_is_retried(string method)
    {
        _api.Transport.Respond(200, "limited", ("Retry-After", "3")).Respond(200, "{}");
        await _api.SendAsync(method);
        Assert.That(_api.Clock.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(3) }));
    }

    [Test]
    public async Task OnResponse_is_called_for_successes_only()
    {
        var seen = 0;
        _api.Transport.Respond(200, "status 404").Respond(200, "{}");
        await Assert.CatchAsync(() => _api.GetAsync(new RequestOptions { OnResponse = _ => seen++ }));
        Assert.That(seen, Is.Zero);
        await _api.GetAsync(new RequestOptions { OnResponse = _ => seen++ });
        Assert.That(seen, Is.EqualTo(1));
    }
}
