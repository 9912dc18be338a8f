using IdentitySdk.Core;
using Microsoft.IdentityModel.Tokens;
using static IdentitySdk.Tests.Auth.SampleKeys;

namespace IdentitySdk.Tests.Auth;

/// <summary>Incomplete JSON Web Keys, and the lengths of the numbers (RFC 7518 section 6).</summary>
public sealed class JwkReaderTests
{
    [TestCase("{")]
    [TestCase("{key}")]
    [TestCase("{\"kty\":\"EC\"")]
    public void Incomplete_JSON_is_refused(string text) => Assert.That(
        () => SigningKey.Read(text, null, "k"), Throws.ArgumentException.With.Message.Contains("it is neither PEM nor a JSON Web Key"));

    [Test]
    public void RSA_numbers_have_the_lengths_of_RFC_7518()
    {
        var key = JwkReader.Read(RsaJwk());
        var lengths = new[] { key.N, key.D, key.P, key.Q, key.DP, key.DQ, key.QI }.Select(number => Base64UrlEncoder.DecodeBytes(number).Length);
        Assert.That(lengths, Is.EqualTo(new[] { 256, 256, 128, 128, 128, 128, 128 }));
    }
}
