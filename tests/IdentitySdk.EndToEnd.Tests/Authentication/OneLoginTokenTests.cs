using IdentitySdk.OneLogin;
using IdentitySdk.Testing;

namespace IdentitySdk.Tests.Authentication;

/// <summary>What OneLogin's tokens do that others do not.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OneLoginTokenTests
{
    private readonly JumpingClock _clock = new();

    [TestCase(OneLoginHeaderStyle.Basic, "Basic ")]
    [TestCase(OneLoginHeaderStyle.ClientIdAndSecret, "client_id:")]
    public async Task Both_header_styles_get_a_token(OneLoginHeaderStyle style, string start)
    {
        await using var emulator = await StartAsync();
        await using var bench = AuthBench.OneLogin(emulator, _clock, OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret, style));

        await bench.GetAsync(CancellationToken.None);

        Assert.That(emulator.Requests[0].Header("Authorization"), Does.StartWith(start));
    }

    [Test]
    public async Task A_token_that_is_hours_old_ends_by_its_creation()
    {
        await using var emulator = await StartAsync();
        _ = emulator.IssueAccessToken();
        _clock.Advance(TimeSpan.FromHours(9.5));
        await using var bench = AuthBench.OneLogin(emulator, _clock, OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret));
        await bench.GetAsync(CancellationToken.None);

        _clock.Advance(TimeSpan.FromMinutes(31));
        await bench.GetAsync(CancellationToken.None);

        // No request went out with the ended token: it was renewed by the clock, not after a refusal.
        Assert.That(emulator.TokenRequests, Is.EqualTo(2));
        Assert.That(emulator.Requests.Count(request => !request.IsTokenRequest), Is.EqualTo(2));
    }

    [TestCase(-10)]
    [TestCase(10)]
    public async Task The_life_of_a_token_is_measured_by_onelogins_clock(int minutes)
    {
        await using var emulator = await StartAsync(TimeSpan.FromMinutes(8));
        var wrong = new JumpingClock();
        wrong.Advance(TimeSpan.FromMinutes(minutes));
        await using var bench = AuthBench.OneLogin(emulator, wrong, OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret));

        await bench.GetAsync(CancellationToken.None);
        await bench.GetAsync(CancellationToken.None);
        Assert.That(emulator.TokenRequests, Is.EqualTo(1));

        _clock.Advance(TimeSpan.FromMinutes(9));
        wrong.Advance(TimeSpan.FromMinutes(9));
        await bench.GetAsync(CancellationToken.None);
        Assert.That(emulator.Requests.Count(request => !request.IsTokenRequest), Is.EqualTo(3));
    }

    [Test]
    public async Task An_error_inside_a_success_of_the_token_endpoint_is_an_error()
    {
        await using var emulator = await StartAsync();
        await using var bench = AuthBench.OneLogin(emulator, _clock, OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret));
        emulator.Faults.When(
            request => request.IsTokenRequest,
            Fault.Status(200, """{"status":{"error":true,"code":401,"type":"Unauthorized","message":"Authentication Failure"}}"""),
            times: 1);

        var refusal = await Assert.CatchAsync<IdentityApiException>(() => bench.GetAsync(CancellationToken.None));

        Assert.That(refusal!.VendorMessage, Is.EqualTo("Authentication Failure"));
        _clock.Advance(TimeSpan.FromSeconds(2));
        await bench.GetAsync(CancellationToken.None);
    }

    [TestCase("{}")]
    [TestCase("""{"access_token":""}""")]
    [TestCase("""{"access_token":"two words"}""")]
    [TestCase("null")]
    [TestCase("<html>")]
    public async Task A_success_without_a_token_is_an_invalid_response(string body)
    {
        await using var emulator = await StartAsync();
        await using var bench = AuthBench.OneLogin(emulator, _clock, OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret));
        emulator.Faults.When(request => request.IsTokenRequest, Fault.Status(200, body), times: 1);

        Assert.That(() => bench.GetAsync(CancellationToken.None), Throws.TypeOf<CredentialException>().With.InnerException.TypeOf<InvalidResponseException>());
    }

    [Test]
    public async Task A_token_is_revoked_only_when_asked()
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
    public async Task Disposing_a_client_revokes_nothing()
    {
        await using var emulator = await StartAsync();
        using (var client = Connect(emulator, OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret)))
        {
            await client.Users.ListAsync();
        }

        Assert.That(emulator.Requests.Any(request => request.Path.Contains("revoke")), Is.False);
    }

    [Test]
    public async Task A_client_without_a_pair_cannot_revoke()
    {
        await using var emulator = await StartAsync();
        using var client = Connect(emulator, OneLoginCredential.AccessToken(emulator.IssueAccessToken()));

        Assert.That(() => client.RevokeTokenAsync(), Throws.InvalidOperationException);
    }

    private OneLoginClient Connect(OneLoginEmulator emulator, OneLoginCredential credential) => new(new OneLoginClientOptions
    {
        BaseAddress = emulator.BaseAddress, Credential = credential, TimeProvider = _clock, AttemptTimeout = Timeout.InfiniteTimeSpan,
    });

    private Task<OneLoginEmulator> StartAsync(TimeSpan? lifetime = null) =>
        OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 3, TimeProvider = _clock, TokenLifetime = lifetime });
}
