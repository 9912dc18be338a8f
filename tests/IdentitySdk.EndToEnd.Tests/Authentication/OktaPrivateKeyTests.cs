using System.Security.Cryptography;
using IdentitySdk.Okta;
using IdentitySdk.Testing;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Authentication;

/// <summary>Tokens from Okta private keys; the emulator checks every signature, claim and proof.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OktaPrivateKeyTests
{
    private static readonly string[] s_scopes = ["okta.users.manage"];
    private readonly JumpingClock _clock = new();

    private static IEnumerable<TestCaseData> Keys()
    {
        yield return Named("RSA PEM", emulator => emulator.PrivateKeyPem);
        yield return Named("RSA PKCS#1", emulator => Convert(RSA.Create(), emulator.PrivateKeyPem, static rsa => ((RSA)rsa).ExportRSAPrivateKeyPem()));
        yield return Named("RSA JWK", emulator => emulator.PrivateKeyJwk);
        yield return Named("RSA JWK RS384", emulator => With(emulator.PrivateKeyJwk, "alg", "RS384"));
        yield return Named("RSA JWK RS512", emulator => With(emulator.PrivateKeyJwk, "alg", "RS512"));
        yield return Named("EC PEM", emulator => emulator.EcPrivateKeyPem);
        yield return Named("EC SEC1", emulator => Convert(ECDsa.Create(), emulator.EcPrivateKeyPem, static ec => ((ECDsa)ec).ExportECPrivateKeyPem()));
        yield return Named("EC JWK", emulator => emulator.EcPrivateKeyJwk);
        yield return Named("PEM with escaped line breaks", emulator => emulator.EcPrivateKeyPem.Replace("\n", "\\n"));

        static TestCaseData Named(string name, Func<OktaEmulator, string> key) => new TestCaseData(key).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Keys))]
    public async Task Key_in_any_format_gets_tokens(Func<OktaEmulator, string> key)
    {
        await using var emulator = await StartAsync();
        await using var session = EmulatorSession.Okta(emulator, _clock, OktaCredential.PrivateKey(emulator.ClientId, key(emulator), s_scopes));

        Assert.That(await session.ListAsync().ToListAsync(), Is.EqualTo(session.SeededIds));
        Assert.That(emulator.TokenRequests, Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Key_object_gets_tokens(bool isRsa)
    {
        await using var emulator = await StartAsync();
        using var key = isRsa ? (AsymmetricAlgorithm)RSA.Create() : ECDsa.Create();
        key.ImportFromPem(isRsa ? emulator.PrivateKeyPem : emulator.EcPrivateKeyPem);
        await using var session = EmulatorSession.Okta(emulator, _clock, OktaCredential.PrivateKey(emulator.ClientId, key, s_scopes));
        await session.GetAsync(CancellationToken.None);
    }

    [Test]
    public async Task Required_proof_saves_the_first_token_request()
    {
        await using var emulator = await StartAsync(requireDPoP: true);
        await using var session = WithDpop(emulator, OktaDpop.Required);

        await session.GetAsync(CancellationToken.None);

        // One request gets the nonce, one sends it; the nonce is reused for the next token.
        Assert.That(emulator.TokenRequests, Is.EqualTo(2));
        _clock.Advance(TimeSpan.FromHours(2));
        await session.GetAsync(CancellationToken.None);
        Assert.That(emulator.TokenRequests, Is.EqualTo(3));
    }

    [Test]
    public async Task Required_proof_is_sent_even_if_Okta_does_not_require_it()
    {
        await using var emulator = await StartAsync();
        await using var session = WithDpop(emulator, OktaDpop.Required);

        await session.GetAsync(CancellationToken.None);

        Assert.That(emulator.Requests[^1].Header("Authorization"), Does.StartWith("DPoP "));
    }

    [Test]
    public async Task Missing_proof_is_refused_with_Oktas_error_code()
    {
        await using var emulator = await StartAsync(requireDPoP: true);
        await using var session = WithDpop(emulator, OktaDpop.Off);

        var exception = await Assert.ThrowsAsync<CredentialException>(() => session.GetAsync(CancellationToken.None));

        Assert.That(exception!.VendorCode, Is.EqualTo("invalid_dpop_proof"));
        Assert.That(emulator.TokenRequests, Is.EqualTo(1));
    }

    [Test]
    public async Task Every_page_and_retry_has_its_own_proof_signed_by_one_key()
    {
        await using var emulator = await StartAsync(requireDPoP: true);
        await using var session = WithDpop(emulator, OktaDpop.Automatic);
        emulator.Faults.When(request => request.Query.Contains("after="), Fault.Status(503), times: 3);
        emulator.Faults.When(request => request.Query.Contains("after="), Fault.ExpireToken, times: 1);

        Assert.That(await session.ListAsync().ToListAsync(), Is.EqualTo(session.SeededIds));
        var proofs = emulator.Requests.Where(request => request.Header("DPoP") is not null).Select(request => Decode(request.Header("DPoP")!)).ToList();
        Assert.That(proofs.Select(proof => (string?)proof.Payload["jti"]), Is.Unique);
        Assert.That(proofs.Select(proof => proof.Header["jwk"]!.ToString()).Distinct().Count(), Is.EqualTo(1));
        Assert.That(proofs[0].Header["jwk"]!["d"], Is.Null);
        Assert.That(emulator.Failure, Is.Null);
    }

    [Test]
    public async Task Proof_names_the_path_as_sent_without_the_query()
    {
        await using var emulator = await StartAsync(requireDPoP: true);
        using var okta = new OktaClient(new OktaClientOptions
        {
            BaseAddress = emulator.BaseAddress,
            Credential = OktaCredential.PrivateKey(emulator.ClientId, emulator.EcPrivateKeyPem, s_scopes),
        });

        // The emulator accepts only the path exactly as sent.
        Assert.That(async () => await okta.Users.GetAsync("ada lovelace+ü@example.com"), Throws.TypeOf<NotFoundException>());
        var proof = Decode(emulator.Requests[^1].Header("DPoP")!);
        Assert.That((string?)proof.Payload["htu"], Is.EqualTo($"{emulator.BaseAddress}api/v1/users/ada%20lovelace%2B%C3%BC%40example.com"));
        Assert.That((string?)proof.Payload["htm"], Is.EqualTo("GET"));
    }

    [Test]
    public async Task Clock_skew_is_corrected_by_the_servers_clock([Values(-40, -10, 10, 40)] int minutes, [Values] bool requireDPoP)
    {
        await using var emulator = await StartAsync(requireDPoP);
        var clock = new JumpingClock();
        clock.Advance(TimeSpan.FromMinutes(minutes));
        await using var session = EmulatorSession.Okta(emulator, clock, OktaCredential.PrivateKey(emulator.ClientId, emulator.EcPrivateKeyPem, s_scopes));

        Assert.That(await session.ListAsync().ToListAsync(), Is.EqualTo(session.SeededIds));
    }

    [Test]
    public async Task Truncated_token_error_is_retried([Range(1, 3)] int truncated)
    {
        await using var emulator = await StartAsync(requireDPoP: true);
        var requests = 0;
        emulator.Faults.When(request => request.IsTokenRequest && ++requests == truncated, Fault.TruncatedBody, times: 1);
        await using var session = WithDpop(emulator, OktaDpop.Automatic);

        await session.GetAsync(CancellationToken.None);

        Assert.That(emulator.TokenRequests, Is.EqualTo(4));
    }

    [Test]
    public async Task Wrong_key_is_not_retried()
    {
        await using var emulator = await StartAsync();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var session = EmulatorSession.Okta(emulator, _clock, OktaCredential.PrivateKey(emulator.ClientId, other.ExportPkcs8PrivateKeyPem(), s_scopes));

        var exception = await Assert.ThrowsAsync<CredentialException>(() => session.GetAsync(CancellationToken.None));

        Assert.That(exception!.VendorCode, Is.EqualTo("invalid_client"));
        Assert.That(emulator.TokenRequests, Is.EqualTo(1));
    }

    [Test]
    public async Task Concurrent_refreshes_never_pair_a_token_with_another_key()
    {
        await using var emulator = await StartAsync(requireDPoP: true);
        await using var session = WithDpop(emulator, OktaDpop.Automatic);

        for (var round = 0; round < 10; round++)
        {
            var calls = Enumerable.Range(0, 30).Select(_ => Task.Run(() => session.GetAsync(CancellationToken.None))).ToList();
            _clock.Advance(TimeSpan.FromHours(2));
            await Task.WhenAll(calls);
        }

        Assert.That(emulator.Requests.Count(request => request.IsTokenRequest), Is.LessThanOrEqualTo(3 + 11));
        Assert.That(emulator.Failure, Is.Null);
    }

    private static (JObject Header, JObject Payload) Decode(string token)
    {
        var parts = token.Split('.');
        return (JObject.Parse(DecodePart(parts[0])), JObject.Parse(DecodePart(parts[1])));

        static string DecodePart(string part) => System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(part));
    }

    private static string With(string jwk, string name, string value) => new JObject(JObject.Parse(jwk)) { [name] = value }.ToString();

    private static string Convert(AsymmetricAlgorithm key, string pem, Func<AsymmetricAlgorithm, string> export)
    {
        using (key)
        {
            key.ImportFromPem(pem);
            return export(key);
        }
    }

    private EmulatorSession WithDpop(OktaEmulator emulator, OktaDpop dpop) =>
        EmulatorSession.Okta(emulator, _clock, OktaCredential.PrivateKey(emulator.ClientId, emulator.EcPrivateKeyJwk, s_scopes, dpop: dpop));

    private Task<OktaEmulator> StartAsync(bool requireDPoP = false) =>
        OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 52, MaxPageSize = 10, TimeProvider = _clock, RequireDPoP = requireDPoP });
}
