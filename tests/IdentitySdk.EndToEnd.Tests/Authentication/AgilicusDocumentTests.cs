using IdentitySdk.Agilicus;
using IdentitySdk.Testing;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Authentication;

/// <summary>Agilicus' authentication documents.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AgilicusDocumentTests
{
    private readonly JumpingClock _clock = new();

    [Test]
    public async Task The_statement_is_in_the_form_and_in_the_header()
    {
        await using var emulator = await StartAsync();
        var credential = AgilicusCredential.AuthenticationDocument(emulator.AuthenticationDocument, ["urn:agilicus:users:owner", "urn:agilicus:orgs:viewer?"], "agilicus-builtin-cli");
        await using var bench = AuthBench.Agilicus(emulator, _clock, credential);

        await bench.GetAsync(CancellationToken.None);

        var form = emulator.Requests[0].Body.Split('&').Select(field => field.Split('=')).ToDictionary(field => field[0], field => Uri.UnescapeDataString(field[1].Replace('+', ' ')));
        Assert.That(form["client_id"], Is.EqualTo("agilicus-builtin-cli"));
        Assert.That(form["scope"], Is.EqualTo("urn:agilicus:users:owner urn:agilicus:orgs:viewer?"));
        Assert.That(emulator.Requests[0].Header("Authorization"), Is.EqualTo($"Bearer {form["identity_assertion"]}"));
    }

    [Test]
    public async Task The_end_of_a_token_is_read_from_the_token()
    {
        await using var emulator = await StartAsync();
        await using var bench = AuthBench.Agilicus(emulator, _clock, AgilicusCredential.AuthenticationDocument(emulator.AuthenticationDocument));
        await bench.GetAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromMinutes(61));

        await bench.GetAsync(CancellationToken.None);

        // Nothing was refused, so the clock has told.
        Assert.That(emulator.Requests.Count(request => !request.IsTokenRequest), Is.EqualTo(2));
        Assert.That(emulator.TokenRequests, Is.EqualTo(2));
    }

    [Test]
    public async Task A_token_that_does_not_tell_its_end_is_used_until_it_is_refused()
    {
        await using var emulator = await StartAsync();
        emulator.Faults.When(request => request.IsTokenRequest, Fault.Status(200, new JObject { ["access_token"] = "opaque" }.ToString()), times: 1);
        await using var bench = AuthBench.Agilicus(emulator, _clock, AgilicusCredential.AuthenticationDocument(emulator.AuthenticationDocument));

        await bench.GetAsync(CancellationToken.None);

        Assert.That(emulator.TokenRequests, Is.EqualTo(2));
    }

    [Test]
    public async Task The_issuer_may_be_another_host_than_the_api()
    {
        await using var api = await StartAsync();
        await using var issuer = await StartAsync();
        var document = JObject.Parse(api.AuthenticationDocument);
        document["spec"]!["auth_issuer_url"] = issuer.BaseAddress.AbsoluteUri;
        await using var bench = AuthBench.Agilicus(api, _clock, AgilicusCredential.AuthenticationDocument(document.ToString()));
        issuer.Faults.When(request => request.IsTokenRequest, Fault.Status(200, new JObject { ["access_token"] = api.IssueAccessToken() }.ToString()));

        await bench.GetAsync(CancellationToken.None);

        Assert.That(issuer.TokenRequests, Is.EqualTo(1));
        Assert.That(api.TokenRequests, Is.Zero);
    }

    [Test]
    public async Task A_clock_that_is_wrong_is_put_right_by_agilicus_s([Values(-90, -10, 10, 90)] int minutes)
    {
        await using var emulator = await StartAsync();
        var wrong = new JumpingClock();
        wrong.Advance(TimeSpan.FromMinutes(minutes));
        await using var bench = AuthBench.Agilicus(emulator, wrong, AgilicusCredential.AuthenticationDocument(emulator.AuthenticationDocument));

        Assert.That(await bench.ListAsync().ToListAsync(), Is.EqualTo(bench.SeededIds));
        Assert.That(emulator.TokenRequests, Is.EqualTo(minutes == -90 ? 2 : 1));
    }

    [Test]
    public async Task A_statement_that_is_refused_for_another_reason_is_made_once()
    {
        await using var emulator = await StartAsync();
        var document = JObject.Parse(emulator.AuthenticationDocument);
        document["metadata"]!["id"] = "another";
        await using var bench = AuthBench.Agilicus(emulator, _clock, AgilicusCredential.AuthenticationDocument(document.ToString()));

        await Assert.ThrowsAsync<CredentialException>(() => bench.GetAsync(CancellationToken.None));

        Assert.That(emulator.TokenRequests, Is.EqualTo(1));
    }

    private Task<AgilicusEmulator> StartAsync() => AgilicusEmulator.StartAsync(new AgilicusEmulatorOptions { UserCount = 3, TimeProvider = _clock });
}
