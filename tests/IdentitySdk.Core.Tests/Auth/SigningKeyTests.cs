using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using IdentitySdk.Core;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;
using static IdentitySdk.Tests.Auth.SampleKeys;

namespace IdentitySdk.Tests.Auth;

/// <summary>The forms of a private key that are read, the keys that are refused, and the signatures.</summary>
public sealed class SigningKeyTests
{
    private static IEnumerable<TestCaseData> Pems()
    {
        yield return new TestCaseData(Rsa, Rsa.ExportPkcs8PrivateKeyPem(), "RS256").SetArgDisplayNames("RSA PKCS#8");
        yield return new TestCaseData(Rsa, Rsa.ExportRSAPrivateKeyPem(), "RS256").SetArgDisplayNames("RSA PKCS#1");
        foreach (var (curve, algorithm) in new[] { (ECCurve.NamedCurves.nistP256, "ES256"), (ECCurve.NamedCurves.nistP384, "ES384"), (ECCurve.NamedCurves.nistP521, "ES512") })
        {
            var ec = ECDsa.Create(curve);
            yield return new TestCaseData(ec, ec.ExportPkcs8PrivateKeyPem(), algorithm).SetArgDisplayNames($"{algorithm} PKCS#8");
            yield return new TestCaseData(ec, ec.ExportECPrivateKeyPem(), algorithm).SetArgDisplayNames($"{algorithm} SEC1");
            yield return new TestCaseData(ec, "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + ec.ExportECPrivateKeyPem(), algorithm)
                .SetArgDisplayNames($"{algorithm} SEC1 behind parameters");
            yield return new TestCaseData(ec, WithoutPublicPoint(ec), algorithm).SetArgDisplayNames($"{algorithm} without a public point");
            yield return new TestCaseData(ec, Pem(Pkcs8(ec, WithoutPublicPointDer(ec))), algorithm).SetArgDisplayNames($"{algorithm} PKCS#8 that names its curve inside too");
        }
    }

    [TestCaseSource(nameof(Pems))]
    public void Key_in_every_form_signs_what_its_public_key_verifies(AsymmetricAlgorithm key, string pem, string algorithm)
    {
        var signing = SigningKey.Read(pem, "kid1", "privateKey");

        Assert.That(signing.Algorithm, Is.EqualTo(algorithm));
        AssertSigned(key, signing.Sign(new JObject { ["sub"] = "a" }), algorithm);
    }

    [TestCase("\n", "\\n", Description = "as in environment variables")]
    [TestCase("\n", "\\r\\n")]
    [TestCase("\n", "\r\n")]
    [TestCase("-----BEGIN", "Bag Attributes\n  friendlyName: x\n-----BEGIN")]
    public void PEM_may_have_other_line_breaks_or_text_before_it(string old, string @new) =>
        AssertSigned(Ec, SigningKey.Read(Ec.ExportPkcs8PrivateKeyPem().Replace(old, @new), null, "k").Sign(new JObject()), "ES256");

    [Test]
    public void PEM_may_contain_certificates_beside_the_key() =>
        Assert.That(SigningKey.Read($"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n{Rsa.ExportRSAPrivateKeyPem()}", null, "k").Algorithm, Is.EqualTo("RS256"));

    [Test]
    public void Other_parts_of_an_EC_key_are_ignored()
    {
        var pem = Pem(Pkcs8(Ec, WithoutPublicPointDer(Ec, more: [0xA2, 0x02, 0x05, 0x00])));
        AssertSigned(Ec, SigningKey.Read(pem, null, "k").Sign(new JObject()), "ES256");
    }

    [Test]
    public void Curve_in_PKCS8_takes_precedence_over_the_one_in_the_key()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var pem = Pem(Pkcs8(Ec, WithoutPublicPointDer(Ec, CurveId(other))));
        AssertSigned(Ec, SigningKey.Read(pem, null, "k").Sign(new JObject()), "ES256");
    }

    [TestCase(null, "RS256")]
    [TestCase("", "RS256")]
    [TestCase("RS256", "RS256")]
    [TestCase("RS384", "RS384")]
    [TestCase("RS512", "RS512")]
    public void RSA_JWK_signs_with_its_alg(string? algorithm, string expected)
    {
        var signing = SigningKey.Read(RsaJwk(("alg", algorithm)), null, "k");
        Assert.That(signing.Algorithm, Is.EqualTo(expected));
        AssertSigned(Rsa, signing.Sign(new JObject()), expected);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("ES256")]
    public void EC_JWK_signs_with_the_algorithm_of_its_curve(string? algorithm) =>
        AssertSigned(Ec, SigningKey.Read("  " + Jwk(("alg", algorithm)), null, "k").Sign(new JObject()), "ES256");

    [Test]
    public void Numbers_of_a_JWK_may_begin_with_zeros([Values("n", "e", "d", "p", "q", "dp", "dq", "qi")] string name)
    {
        var padded = Base64UrlEncoder.Encode([0, 0, .. Base64UrlEncoder.DecodeBytes((string)JObject.Parse(RsaJwk())[name]!)]);
        AssertSigned(Rsa, SigningKey.Read(RsaJwk((name, padded)), null, "k").Sign(new JObject()), "RS256");
    }

    [Test]
    public void RSA_JWK_without_one_of_its_numbers_is_refused([Values("n", "e", "d", "p", "q", "dp", "dq", "qi")] string name) => Assert.That(
        () => SigningKey.Read(RsaJwk((name, null)), null, "k"),
        Throws.ArgumentException.With.Message.Contains(name == "d" ? "it is a public key" : $"its {name} is missing"));

    [Test]
    public void Keys_with_any_leading_zeros_are_read()
    {
        // One number in 256 begins with a zero, which the forms encode differently.
        for (var index = 0; index < 600; index++)
        {
            using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            Assert.That(SigningKey.Read(index % 2 == 0 ? ec.ExportPkcs8PrivateKeyPem() : ec.ExportECPrivateKeyPem(), null, "k").Algorithm, Is.EqualTo("ES256"));
        }
    }

    [Test]
    public void Header_has_algorithm_type_and_key_id()
    {
        var token = SigningKey.Read(Ec.ExportPkcs8PrivateKeyPem(), "kid1", "k").Sign(new JObject());

        Assert.That(Part(token, 0).ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo("""{"alg":"ES256","typ":"JWT","kid":"kid1"}"""));
    }

    [Test]
    public void Key_id_of_the_caller_takes_precedence_over_the_JWKs()
    {
        Assert.That(SigningKey.Read(Jwk(("kid", "own")), null, "k").KeyId, Is.EqualTo("own"));
        Assert.That(SigningKey.Read(Jwk(("kid", "own")), "other", "k").KeyId, Is.EqualTo("other"));
    }

    [Test]
    public async Task Key_signs_concurrently([Values] bool isShared)
    {
        var key = isShared ? SigningKey.From(Ec, null, "k") : SigningKey.Read(Ec.ExportPkcs8PrivateKeyPem(), null, "k");

        var tokens = await Task.WhenAll(Enumerable.Range(0, 500).Select(index => Task.Run(() => key.Sign(new JObject { ["n"] = index }))));

        foreach (var token in tokens)
        {
            AssertSigned(Ec, token, "ES256");
        }
    }

    [Test]
    public void New_key_exposes_only_its_public_part()
    {
        var key = SigningKey.CreateEc(out var publicKey);

        Assert.That(publicKey.Properties().Select(member => member.Name), Is.EqualTo(new[] { "kty", "crv", "x", "y" }));
        var point = new ECPoint { X = Base64UrlEncoder.DecodeBytes((string)publicKey["x"]!), Y = Base64UrlEncoder.DecodeBytes((string)publicKey["y"]!) };
        using var ec = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
        AssertSigned(ec, key.Sign(new JObject(), "dpop+jwt", publicKey), "ES256");
    }

    private static IEnumerable<TestCaseData> BadKeys()
    {
        using var small = RSA.Create(1024);
        using var otherCurve = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp256k1"));
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = Rsa.ExportPkcs8PrivateKeyPem();
        yield return Named("empty", "", "empty");
        yield return Named("blank", "  ", "empty");
        yield return Named("text", "not a key", "neither PEM nor");
        yield return Named("half a PEM", pem[..(pem.Length / 2)], "neither PEM nor");
        yield return Named("PEM that is not base64", "-----BEGIN PRIVATE KEY-----\n!!!!\n-----END PRIVATE KEY-----", "not base64");
        yield return Named("empty PEM", "-----BEGIN PRIVATE KEY-----\n\n-----END PRIVATE KEY-----", "truncated");
        yield return Named("PEM with a wrong label", pem.Replace("PRIVATE", "RSA PRIVATE"), "does not match its PEM label");
        yield return Named("two keys", pem + "\n" + pem, "several");
        yield return Named("public key", Rsa.ExportSubjectPublicKeyInfoPem(), "public key");
        yield return Named("encrypted", Rsa.ExportEncryptedPkcs8PrivateKeyPem("x", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1)), "encrypted");
        yield return Named("old encrypted", "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----", "encrypted");
        yield return Named("DSA", "-----BEGIN DSA PRIVATE KEY-----\nAAAA\n-----END DSA PRIVATE KEY-----", "PKCS#8, PKCS#1 or SEC1");
        yield return Named("small RSA", small.ExportPkcs8PrivateKeyPem(), "2048");
        yield return Named("other curve", otherCurve.ExportPkcs8PrivateKeyPem(), "P-256, P-384 or P-521");
        yield return Named("truncated DER", Pem(Rsa.ExportPkcs8PrivateKey()[..^40]), "truncated");
        yield return Named("empty JWK", "{}", "kty");
        yield return Named("JWK of another type", Jwk(("kty", "oct")), "kty");
        yield return Named("JWK set", """{"keys":[]}""", "JSON Web Key Set");
        yield return Named("public JWK", Jwk(("d", null)), "public key");
        yield return Named("JWK without x", Jwk(("x", null)), "its x is missing");
        yield return Named("JWK with a number too long", Jwk(("d", Base64UrlEncoder.Encode(new byte[40].Select(static _ => (byte)7).ToArray()))), "too long");
        yield return Named("JWK that is not base64url", Jwk(("d", "*")), "its d is not base64url");
        yield return Named("JWK on another curve", Jwk(("crv", "secp256k1")), "P-256, P-384 or P-521");
        yield return Named("JWK with the algorithm of another curve", Jwk(("alg", "ES384")), "ES256");
        yield return Named("JWK with another key's private part", Jwk(("d", Base64UrlEncoder.Encode(other.ExportParameters(true).D!))), "");
        yield return Named("JWK with a number for its type", """{"kty":7}""", "its kty must be RSA or EC");
        yield return Named("JWK with an empty type", """{"kty":""}""", "its kty must be RSA or EC");
        yield return Named("RSA JWK with an algorithm of another type", RsaJwk(("alg", "PS256")), "its alg must be RS256, RS384 or RS512");
        yield return Named("RSA JWK with another key's private part", RsaJwk(("d", Base64UrlEncoder.Encode(other.ExportParameters(true).D!))), "cannot be used");
        yield return Named("certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "only a public key or a certificate");
        yield return Named("new encrypted", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----", "it is encrypted; decrypt it first");
        yield return Named("another type of key in PKCS#8", "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n-----END PRIVATE KEY-----", "it must be an RSA or an EC key");
        foreach (var (name, point) in new[] { ("compressed", "000203"), ("hybrid", "00060102"), ("truncated", "0004"), ("uneven", "000401"), ("uneven and longer", "0004010203"), ("unused bits", "01040102") })
        {
            var bits = Der(0xA1, Der(0x03, Convert.FromHexString(point)));
            yield return Named($"EC with a point that is {name}", Pem(Pkcs8(other, WithoutPublicPointDer(other, more: bits))), "its public point is compressed or truncated");
        }

        yield return Named("JWK off the curve", Jwk(("x", Base64UrlEncoder.Encode(new byte[32]))), "");

        static TestCaseData Named(string name, string key, string message) => new TestCaseData(key, message).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(BadKeys))]
    public void Unusable_key_is_refused_with_an_exception_that_does_not_contain_it(string key, string message)
    {
        var exception = Assert.Throws<ArgumentException>(() => SigningKey.Read(key, null, "privateKey"));

        Assert.That(exception!.ParamName, Is.EqualTo("privateKey"));
        Assert.That(exception.Message, Does.Contain(message));
        Assert.That(exception.InnerException, Is.Null);
        foreach (var piece in key.Split('\n', '"').Where(piece => piece.Length > 20 && !piece.StartsWith('-')))
        {
            Assert.That(exception.ToString(), Does.Not.Contain(piece));
        }
    }

    [Test]
    [Platform("Linux", Reason = "Other platforms may refuse such numbers before anything is signed.")]
    public void Key_with_a_composite_factor_is_refused() => Assert.That(
        () => SigningKey.Read(JwkWithCompositeFactor(), null, "k"), Throws.ArgumentException.With.Message.Contains("its private and public parts do not match"));

    [Test]
    public void Damaged_key_is_read_or_throws_ArgumentException()
    {
        // Each byte in turn is replaced by values with a meaning in DER.
        var bytes = Ec.ExportPkcs8PrivateKey();
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var value in new byte[] { 0, 0x30, 0x7F, 0x80, 0x84, 0xFF })
            {
                var damaged = (byte[])bytes.Clone();
                damaged[at] = value;
                try
                {
                    SigningKey.Read(Pem(damaged), null, "privateKey");
                }
                catch (ArgumentException exception)
                {
                    Assert.That(exception.ParamName, Is.EqualTo("privateKey"));
                }
            }
        }
    }

    [Test]
    public void Key_object_of_another_type_or_size_is_refused()
    {
        using var small = RSA.Create(1024);
        using var dsa = DSA.Create(1024);

        using var otherCurve = ECDsa.Create(ECCurve.CreateFromFriendlyName("brainpoolP320r1"));

        Assert.That(() => SigningKey.From(small, null, "privateKey"), Refused("an RSA key must have 2048 bits or more"));
        Assert.That(() => SigningKey.From(dsa, null, "privateKey"), Refused("it must be RSA, or ECDSA on P-256, P-384 or P-521"));
        Assert.That(() => SigningKey.From(otherCurve, null, "privateKey"), Refused("it must be RSA, or ECDSA on P-256, P-384 or P-521"));
        Assert.That(() => SigningKey.From(null, null, "privateKey"), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("privateKey"));

        static NUnit.Framework.Constraints.IResolveConstraint Refused(string why) => Throws.ArgumentException.With.Property("ParamName").EqualTo("privateKey").And.Message.Contains(why);
    }

    [Test]
    public void Key_object_signs_with_the_algorithm_of_its_type_and_size()
    {
        AssertSigned(Rsa, SigningKey.From(Rsa, "kid1", "k").Sign(new JObject()), "RS256");
        foreach (var (curve, algorithm) in new[] { (ECCurve.NamedCurves.nistP256, "ES256"), (ECCurve.NamedCurves.nistP384, "ES384"), (ECCurve.NamedCurves.nistP521, "ES512") })
        {
            using var ec = ECDsa.Create(curve);
            var key = SigningKey.From(ec, "kid1", "k");
            Assert.That((key.Algorithm, key.KeyId), Is.EqualTo((algorithm, "kid1")));
            AssertSigned(ec, key.Sign(new JObject()), algorithm);
        }
    }

    [Test]
    public void Public_key_in_the_header_is_a_copy()
    {
        var key = SigningKey.CreateEc(out var publicKey);
        var header = Part(key.Sign(new JObject(), "dpop+jwt", publicKey), 0);

        Assert.That(header.Properties().Select(member => member.Name), Is.EqualTo(new[] { "alg", "typ", "jwk" }));
        Assert.That(JToken.DeepEquals(header["jwk"], publicKey));
        Assert.That((publicKey.Parent, (string?)publicKey["kty"], (string?)publicKey["crv"]), Is.EqualTo(((JContainer?)null, "EC", "P-256")));
    }

    /// <summary>A key whose numbers are consistent, but one of whose two factors is not a prime.</summary>
    private static string JwkWithCompositeFactor()
    {
        const int E = 65537;
        while (true)
        {
            using RSA large = RSA.Create(2048), small = RSA.Create(1024);
            var (p, q) = (Number(large.ExportParameters(true).P!), Number(small.ExportParameters(false).Modulus!));
            var period = (p - 1) * (q - 1);
            var rest = (long)(period % E);
            if (rest == 0)
            {
                continue;
            }

            var times = Enumerable.Range(1, E - 1).First(each => ((each * rest) + 1) % E == 0);
            var d = ((period * times) + 1) / E;
            return RsaJwk(
                ("n", Text(p * q)), ("d", Text(d)), ("p", Text(p)), ("q", Text(q)),
                ("dp", Text(d % (p - 1))), ("dq", Text(d % (q - 1))), ("qi", Text(BigInteger.ModPow(q, p - 2, p))));
        }

        static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

        static string Text(BigInteger number) => Base64UrlEncoder.Encode(number.ToByteArray(isUnsigned: true, isBigEndian: true));
    }

    [Test]
    public void ToString_is_the_name_of_the_type() => Assert.That(SigningKey.From(Ec, "kid1", "k").ToString(), Is.EqualTo("SigningKey"));
}
