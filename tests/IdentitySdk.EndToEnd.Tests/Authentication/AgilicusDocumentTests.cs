using IdentitySdk.Agilicus;
using IdentitySdk.Testing;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Authentication;

/// <summary>Tokens from Agilicus' authentication documents.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AgilicusDocumentTests
{
    private readonly JumpingClock _clock = new();

    [Test]
    public async Task Statement_is_sent_in_the_form_and_the_header()
    {
        await using var emulator = await StartAsync();
        var credential = AgilicusCredential.AuthenticationDocument(
            emulator.AuthenticationDocument, ["urn:agilicus:users:owner", "urn:agilicus:orgs:viewer?"], "agilicus-builtin-cli");
        await using var session = EmulatorSession.Agilicus(emulator, _clock, credential);

        await session.GetAsync(CancellationToken.None);

        var fields = emulator.Requests[0].Body.Split('&').Select(field => field.Split('='));
        var form = fields.ToDictionary(field => field[0], field => Uri.UnescapeDataString(field[1].Replace('+', ' ')));
        Assert.That(form["client_id"], Is.EqualTo("agilicus-builtin-cli"));
        Assert.That(form["scope"], Is.EqualTo("urn:agilicus:users:owner urn:agilicus:orgs:viewer?"));
        Assert.That(emulator.Requests[0].Header("Authorization"), Is.EqualTo($"Bearer {form["identity_assertion"]}"));
    }

    [Test]
    public async Task Token_expiry_is_read_from_the_token()
    {
        await using var emulator = await StartAsync();
        await using var session = EmulatorSession.Agilicus(emulator, _clock, AgilicusCredential.AuthenticationDocument(emulator.AuthenticationDocument));
        await session.GetAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromMinutes(61));

        await session.GetAsync(CancellationToken.None);

        // No request was refused, so the token was refreshed by its expiry.
        Assert.That(emulator.Requests.Count(request => !request.IsTokenRequest), Is.EqualTo(2));
        Assert.That(emulator.TokenRequests, Is.EqualTo(2));
    }

    [Test]
    public async Task Token_without_an_expiry_is_used_until_a_401()
    {
        await using var emulator = await StartAsync();
        emulator.Faults.When(request => request.IsTokenRequest, Fault.Status(200, new JObject { ["access_token"] = "opaque" }.ToString()), times: 1);
        await using var session = EmulatorSession.Agilicus(emulator, _clock, AgilicusCredential.AuthenticationDocument(emulator.AuthenticationDocument));

        await session.GetAsync(CancellationToken.None);

        Assert.That(emulator.TokenRequests, Is.EqualTo(2));
    }

    [Test]
    public async Task Issuer_can_be_on_another_host_than_the_API()
    {
        await using var api = await StartAsync();
        await using var issuer = await StartAsync();
        var document = JObject.Parse(api.AuthenticationDocument);
        document["spec"]!["auth_issuer_url"] = issuer.BaseAddress.AbsoluteUri;
        await using var session = EmulatorSession.Agilicus(api, _clock, AgilicusCredential.AuthenticationDocument(document.ToString()));
        var response = new JObject { ["access_token"] = api.IssueAccessToken() };
        issuer.Faults.When(request => request.IsTokenRequest, Fault.Status(200, response.ToString()));

        await session.GetAsync(CancellationToken.None);

        Assert.That(issuer.TokenRequests, Is.EqualTo(1));
        Assert.That(api.TokenRequests, Is.Zero);
    }

    [Test]
    public async Task Clock_skew_is_corrected_by_the_servers_clock([Values(-90, -10, 10, 90)] int minutes)
    {
        await using var emulator = await StartAsync();
        var clock = new JumpingClock();
        clock.Advance(TimeSpan.FromMinutes(minutes));
        await using var session = EmulatorSession.Agilicus(emulator, clock, AgilicusCredential.AuthenticationDocument(emulator.AuthenticationDocument));

        Assert.That(await session.ListAsync().ToListAsync(), Is.EqualTo(session.SeededIds));
        Assert.That(emulator.TokenRequests, Is.EqualTo(minutes == -90 ? 2 : 1));
    }

    [Test]
    public async Task Statement_refused_for_another_reason_is_not_retried()
    {
        await using var emulator = await StartAsync();
        var document = JObject.Parse(emulator.AuthenticationDocument);
        document["metadata"]!["id"] = "another";
        await using var session = EmulatorSession.Agilicus(emulator, _clock, AgilicusCredential.AuthenticationDocument(document.ToString()));

        await Assert.ThrowsAsync<CredentialException>(() => session.GetAsync(CancellationToken.None));

        Assert.That(emulator.TokenRequests, Is.EqualTo(1));
    }

    private Task<AgilicusEmulator> StartAsync() => AgilicusEmulator.StartAsync(new AgilicusEmulatorOptions { UserCount = 3, TimeProvider = _clock });
}
