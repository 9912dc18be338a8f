using IdentitySdk.OneLogin;
using IdentitySdk.Testing;

namespace IdentitySdk.Tests.Authentication;

/// <summary>Tokens from OneLogin credential pairs.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OneLoginTokenTests
{
    private readonly JumpingClock _clock = new();

    [TestCase(OneLoginHeaderStyle.Basic, "Basic ")]
    [TestCase(OneLoginHeaderStyle.ClientIdAndSecret, "client_id:")]
    public async Task Either_header_style_gets_a_token(OneLoginHeaderStyle style, string prefix)
    {
        await using var emulator = await StartAsync();
        await using var session = EmulatorSession.OneLogin(emulator, _clock, OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret, style));

        await session.GetAsync(CancellationToken.None);

        Assert.That(emulator.Requests[0].Header("Authorization"), Does.StartWith(prefix));
    }

    [Test]
    public async Task Token_that_is_hours_old_expires_by_its_creation_time()
    {
        await using var emulator = await StartAsync();
        _ = emulator.IssueAccessToken();
        _clock.Advance(TimeSpan.FromHours(9.5));
        await using var session = EmulatorSession.OneLogin(emulator, _clock, OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret));
        await session.GetAsync(CancellationToken.None);

        _clock.Advance(TimeSpan.FromMinutes(31));
        await session.GetAsync(CancellationToken.None);

        // No request was sent with the expired token: it was refreshed by its expiry, not after a 401.
        Assert.That(emulator.TokenRequests, Is.EqualTo(2));
        Assert.That(emulator.Requests.Count(request => !request.IsTokenRequest), Is.EqualTo(2));
    }

    [TestCase(-10)]
    [TestCase(10)]
    public async Task Token_lifetime_is_measured_by_the_servers_clock(int minutes)
    {
        await using var emulator = await StartAsync(TimeSpan.FromMinutes(8));
        var clock = new JumpingClock();
        clock.Advance(TimeSpan.FromMinutes(minutes));
        await using var session = EmulatorSession.OneLogin(emulator, clock, OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret));

        await session.GetAsync(CancellationToken.None);
        await session.GetAsync(CancellationToken.None);
        Assert.That(emulator.TokenRequests, Is.EqualTo(1));

        _clock.Advance(TimeSpan.FromMinutes(9));
        clock.Advance(TimeSpan.FromMinutes(9));
        await session.GetAsync(CancellationToken.None);
        Assert.That(emulator.Requests.Count(request => !request.IsTokenRequest), Is.EqualTo(3));
    }

    [Test]
    public async Task Token_error_inside_a_200_is_an_error()
    {
        await using var emulator = await StartAsync();
        await using var session = EmulatorSession.OneLogin(emulator, _clock, OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret));
        emulator.Faults.When(
            request => request.IsTokenRequest,
            Fault.Status(200, """{"status":{"error":true,"code":401,"type":"Unauthorized","message":"Authentication Failure"}}"""),
            times: 1);

        var exception = await Assert.CatchAsync<IdentityApiException>(() => session.GetAsync(CancellationToken.None));

        Assert.That(exception!.VendorMessage, Is.EqualTo("Authentication Failure"));
        _clock.Advance(TimeSpan.FromSeconds(2));
        await session.GetAsync(CancellationToken.None);
    }

    [TestCase("{}")]
    [TestCase("""{"access_token":""}""")]
    [TestCase("""{"access_token":"two words"}""")]
    [TestCase("null")]
    [TestCase("<html>")]
    public async Task Token_response_without_a_token_is_invalid(string body)
    {
        await using var emulator = await StartAsync();
        await using var session = EmulatorSession.OneLogin(emulator, _clock, OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret));
        emulator.Faults.When(request => request.IsTokenRequest, Fault.Status(200, body), times: 1);

        Assert.That(() => session.GetAsync(CancellationToken.None), Throws.TypeOf<CredentialException>().With.InnerException.TypeOf<InvalidResponseException>());
    }

    [Test]
    public async Task Token_is_revoked_only_on_request()
    {
        await using var emulator = await StartAsync();
        using var client = Connect(emulator, OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret));
        await client.RevokeTokenAsync();
        Assert.That(emulator.RequestCount, Is.Zero);

        await client.Users.ListAsync();
        var token = emulator.IssueAccessToken();
        await client.RevokeTokenAsync();
        Assert.That(emulator.IssueAccessToken(), Is.Not.EqualTo(token));

        await client.Users.ListAsync();
        Assert.That(emulator.Requests.Count(request => request.Path.EndsWith("/v2/token", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(emulator.Requests.Count(request => !request.Path.StartsWith("/auth", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public async Task Revoked_token_is_replaced_by_the_next_call_of_every_client_with_the_cache()
    {
        await using var emulator = await StartAsync();
        var cache = new MemoryTokenCache(_clock);
        using var client = Connect(emulator, OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret), cache);
        for (var times = 0; times < 3; times++)
        {
            await client.Users.ListAsync();
            await client.RevokeTokenAsync();
        }

        using var other = Connect(emulator, OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret), cache);
        await other.Users.ListAsync();
        Assert.That(emulator.Requests.Count(request => request.Path.EndsWith("/v2/token", StringComparison.Ordinal)), Is.EqualTo(4));
        var calls = emulator.Requests.Count(request => !request.Path.StartsWith("/auth", StringComparison.Ordinal));
        Assert.That(calls, Is.EqualTo(4), "no request was sent with a revoked token");
    }

    [Test]
    public async Task Disposed_client_revokes_no_token()
    {
        await using var emulator = await StartAsync();
        using (var client = Connect(emulator, OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret)))
        {
            await client.Users.ListAsync();
        }

        Assert.That(emulator.Requests.Any(request => request.Path.Contains("revoke")), Is.False);
    }

    [Test]
    public async Task Client_without_a_credential_pair_cannot_revoke()
    {
        await using var emulator = await StartAsync();
        using var client = Connect(emulator, OneLoginCredential.AccessToken(emulator.IssueAccessToken()));

        Assert.That(() => client.RevokeTokenAsync(), Throws.InvalidOperationException);
    }

    private OneLoginClient Connect(OneLoginEmulator emulator, OneLoginCredential credential, ITokenCache? cache = null) => new(new OneLoginClientOptions
    {
        BaseAddress = emulator.BaseAddress, Credential = credential, TimeProvider = _clock, AttemptTimeout = Timeout.InfiniteTimeSpan, TokenCache = cache,
    });

    private Task<OneLoginEmulator> StartAsync(TimeSpan? lifetime = null) =>
        OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 3, TimeProvider = _clock, TokenLifetime = lifetime });
}
