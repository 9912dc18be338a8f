using IdentitySdk.Testing;

namespace IdentitySdk.Tests.Authentication;

/// <summary>Tokens from the first request to their expiry, for each kind of credential.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixtureSource(typeof(EmulatorSession), nameof(EmulatorSession.Kinds))]
public sealed class TokenLifetimeTests(string kind)
{
    private readonly JumpingClock _clock = new();

    /// <summary>The number of requests for a first token: Okta requires a proof, and then a nonce in it.</summary>
    private int FirstTokenRequests => kind == "Okta DPoP" ? 3 : 1;

    [Test]
    public async Task Two_hundred_callers_make_one_token_request()
    {
        await using var session = await EmulatorSession.StartAsync(kind, _clock);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => session.GetAsync(CancellationToken.None))));

        Assert.That(session.Emulator.TokenRequests, Is.EqualTo(FirstTokenRequests));
        Assert.That(session.Emulator.RequestCount, Is.EqualTo(200 + FirstTokenRequests));
        Assert.That(session.Emulator.Failure, Is.Null);
    }

    [Test]
    public async Task Token_that_expires_during_a_list_is_refreshed()
    {
        await using var session = await EmulatorSession.StartAsync(kind, _clock);
        var ids = new List<string>();
        await foreach (var id in session.ListAsync())
        {
            ids.Add(id);
            if (ids.Count == 25)
            {
                _clock.Advance(TimeSpan.FromHours(11));
            }
        }

        Assert.That(ids, Is.EqualTo(session.SeededIds));
        Assert.That(session.Emulator.TokenRequests, Is.EqualTo(FirstTokenRequests + 1));
    }

    [Test]
    public async Task Token_revoked_at_a_page_is_refreshed_and_the_page_replayed([Range(1, 6)] int page)
    {
        await using var session = await EmulatorSession.StartAsync(kind, _clock);
        var pages = 0;
        session.Emulator.Faults.When(request => !request.IsTokenRequest && Interlocked.Increment(ref pages) == page, Fault.ExpireToken);

        Assert.That(await session.ListAsync().ToListAsync(), Is.EqualTo(session.SeededIds));
        Assert.That(session.Emulator.TokenRequests, Is.EqualTo(FirstTokenRequests + 1));
        Assert.That(_clock.Waits, Is.Empty);
    }

    [Test]
    public async Task Token_revoked_at_every_page_is_refreshed_every_time()
    {
        await using var session = await EmulatorSession.StartAsync(kind, _clock, prefetch: false);
        var requests = 0;
        session.Emulator.Faults.When(request => !request.IsTokenRequest && Interlocked.Increment(ref requests) % 2 == 1, Fault.ExpireToken);
        var ids = new List<string>();
        await foreach (var id in session.ListAsync())
        {
            // A 401 forces at most one refresh in ten seconds.
            ids.Add(id);
            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.That(ids, Is.EqualTo(session.SeededIds));
        Assert.That(session.Emulator.TokenRequests, Is.EqualTo(FirstTokenRequests + 6));
    }

    [Test]
    public async Task Second_401_of_one_call_is_an_error()
    {
        await using var session = await EmulatorSession.StartAsync(kind, _clock);
        session.Emulator.Faults.Next(2, Fault.ExpireToken);

        Assert.That(() => session.GetAsync(CancellationToken.None), Throws.TypeOf<UnauthorizedException>());
        Assert.That(session.Emulator.RequestCount - session.Emulator.TokenRequests, Is.EqualTo(2));
        _clock.Advance(TimeSpan.FromSeconds(10));
        await session.GetAsync(CancellationToken.None);
    }

    [Test]
    public async Task Two_hundred_callers_refresh_a_revoked_token_once()
    {
        await using var session = await EmulatorSession.StartAsync(kind, _clock);
        await session.GetAsync(CancellationToken.None);
        session.Emulator.RevokeTokens();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => session.GetAsync(CancellationToken.None))));

        Assert.That(session.Emulator.TokenRequests, Is.EqualTo(FirstTokenRequests + 1));
    }

    [Test]
    public async Task Token_near_its_expiry_is_refreshed_while_still_in_use()
    {
        var cache = new RecordingTokenCache();
        await using var session = await EmulatorSession.StartAsync(kind == "Okta DPoP" ? "Okta" : kind, _clock, cache);
        await session.GetAsync(CancellationToken.None);
        _clock.Advance((kind == "OneLogin" ? TimeSpan.FromHours(10) : TimeSpan.FromHours(1)) - TimeSpan.FromMinutes(2));
        var stored = cache.WaitForTokenAsync();

        await session.GetAsync(CancellationToken.None);
        await stored;

        // The refresh ran in the background, while the call used the old token.
        Assert.That(session.Emulator.TokenRequests, Is.EqualTo(2));
        var calls = session.Emulator.Requests.Where(request => !request.IsTokenRequest).Select(request => request.Header("Authorization")).ToList();
        Assert.That(calls[1], Is.EqualTo(calls[0]));
    }

    [Test]
    public async Task Cancelled_caller_does_not_cancel_the_token_request_of_others()
    {
        await using var session = await EmulatorSession.StartAsync(kind, _clock);
        using var cancellation = new CancellationTokenSource();
        session.Emulator.Faults.When(
            request =>
            {
                if (request.IsTokenRequest)
                {
                    cancellation.Cancel();
                }

                return false;
            },
            Fault.Status(500));

        var cancelled = session.GetAsync(cancellation.Token);
        var others = Enumerable.Range(0, 20).Select(_ => session.GetAsync(CancellationToken.None)).ToList();

        Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());
        await Task.WhenAll(others);
        Assert.That(session.Emulator.TokenRequests, Is.EqualTo(FirstTokenRequests));
    }

    [Test]
    public async Task Failed_token_request_is_not_cached()
    {
        await using var session = await EmulatorSession.StartAsync(kind, _clock);
        session.Emulator.Faults.When(request => request.IsTokenRequest, Fault.Status(403, """{"error":"access_denied"}"""), times: 1);

        Assert.That(() => session.GetAsync(CancellationToken.None), Throws.TypeOf<CredentialException>().With.Property("StatusCode").EqualTo(403));
        _clock.Advance(TimeSpan.FromSeconds(2));
        await session.GetAsync(CancellationToken.None);
    }

    [TestCase(429)]
    [TestCase(502)]
    public async Task Proxy_error_at_the_token_endpoint_is_retried(int status)
    {
        await using var session = await EmulatorSession.StartAsync(kind, _clock);
        session.Emulator.Faults.When(request => request.IsTokenRequest, Fault.Html(status), times: 2);

        await session.GetAsync(CancellationToken.None);

        Assert.That(session.Emulator.TokenRequests, Is.EqualTo(FirstTokenRequests + 2));
        Assert.That(_clock.Waits, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Retried_token_request_is_signed_again()
    {
        await using var session = await EmulatorSession.StartAsync(kind, _clock);
        var requests = 0;
        session.Emulator.Faults.When(request => request.IsTokenRequest && Interlocked.Increment(ref requests) == FirstTokenRequests, Fault.TruncatedBody);

        await session.GetAsync(CancellationToken.None);

        Assert.That(session.Emulator.Failure, Is.Null);
    }

    [Test]
    public async Task Clients_share_a_token_only_through_a_common_cache()
    {
        await using var session = await EmulatorSession.StartAsync(kind, _clock);
        using var first = CreateClient(session, null);
        using var second = CreateClient(session, null);
        await first.GetAsync();
        await second.GetAsync();
        Assert.That(session.Emulator.TokenRequests, Is.EqualTo(2 * FirstTokenRequests));

        var cache = new MemoryTokenCache();
        using var third = CreateClient(session, cache);
        using var fourth = CreateClient(session, cache);
        await third.GetAsync();
        await fourth.GetAsync();

        // A bound token is useless without the key of its client.
        Assert.That(session.Emulator.TokenRequests, Is.EqualTo((kind == "Okta DPoP" ? 4 : 3) * FirstTokenRequests));
    }

    private OtherClient CreateClient(EmulatorSession session, ITokenCache? cache) => new(session, _clock, cache);
}
