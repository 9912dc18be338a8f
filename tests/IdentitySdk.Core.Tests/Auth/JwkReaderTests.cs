using IdentitySdk.Core;
using Microsoft.IdentityModel.Tokens;
using static IdentitySdk.Tests.Auth.SampleKeys;

namespace IdentitySdk.Tests.Auth;

/// <summary>The text of a JSON Web Key, and the lengths of its numbers (RFC 7518 section 6).</summary>
public sealed class JwkReaderTests
{
    [TestCase("{")]
    [TestCase("{key}")]
    [TestCase("{\"kty\":\"EC\"")]
    public void Text_that_only_begins_as_a_key_is_none(string text) => Assert.That(
        () => SigningKey.Read(text, null, "k"), Throws.ArgumentException.With.Message.Contains("it is neither PEM nor a JSON Web Key"));

    [Test]
    public void The_parts_of_an_rsa_key_are_half_as_long_as_its_modulus_and_the_private_number_is_as_long()
    {
        var key = JwkReader.Read(RsaJwk());
        var lengths = new[] { key.N, key.D, key.P, key.Q, key.DP, key.DQ, key.QI }.Select(number => Base64UrlEncoder.DecodeBytes(number).Length);
        Assert.That(lengths, Is.EqualTo(new[] { 256, 256, 128, 128, 128, 128, 128 }));
    }
}
