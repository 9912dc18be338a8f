using IdentitySdk.Core;
using Microsoft.Extensions.Time.Testing;
using static IdentitySdk.Tests.Auth.SampleKeys;

namespace IdentitySdk.Tests.Auth;

/// <summary>The claims of a proof (RFC 9449 section 4.2), and the errors that refer to it.</summary>
public sealed class DpopProofTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly DpopProofs _proofs = new(new ServerClock(new FakeTimeProvider(s_now)));

    [Test]
    public void Proof_has_the_claims_of_its_request()
    {
        using var message = new HttpRequestMessage(new HttpMethod("patch"), "https://vendor.example/things?limit=1");
        _proofs.Attach(message, null, null);
        var proof = message.Headers.GetValues("DPoP").Single();

        var header = Part(proof, 0);
        Assert.That(((string?)header["typ"], (string?)header["alg"]), Is.EqualTo(("dpop+jwt", "ES256")));
        var claims = Part(proof, 1);
        Assert.That(claims.Properties().Select(claim => claim.Name), Is.EqualTo(new[] { "htm", "htu", "iat", "jti" }));
        Assert.That(((string?)claims["htm"], (string?)claims["htu"]), Is.EqualTo(("PATCH", "https://vendor.example/things")));
        Assert.That((long?)claims["iat"], Is.EqualTo(s_now.ToUnixTimeSeconds()));
        Assert.That((string?)claims["jti"], Does.Match("^[0-9a-f]{32}$"));
    }

    [Test]
    public void Proof_replaces_the_one_of_an_earlier_attempt()
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, "https://vendor.example/things");
        _proofs.Attach(message, "n1", "t1");
        _proofs.Attach(message, "n2", "t1");
        Assert.That((string?)Part(message.Headers.GetValues("DPoP").Single(), 1)["nonce"], Is.EqualTo("n2"));
    }

    [TestCase("use_dpop_nonce", true)]
    [TestCase("invalid_dpop_proof", true)]
    [TestCase("invalid_token", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    public void IsAboutProof_recognizes_two_error_codes(string? code, bool isAboutProof) => Assert.That(DpopProofs.IsAboutProof(code), Is.EqualTo(isAboutProof));
}
