using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using IdentitySdk.Core;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;
using static IdentitySdk.Tests.Auth.SampleKeys;

namespace IdentitySdk.Tests.Auth;

/// <summary>The forms of a private key that are read, what is refused, and what is signed.</summary>
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
    public void Every_form_signs_what_the_public_key_accepts(AsymmetricAlgorithm key, string pem, string algorithm)
    {
        var signing = SigningKey.Read(pem, "kid1", "privateKey");

        Assert.That(signing.Algorithm, Is.EqualTo(algorithm));
        AssertSigned(key, signing.Sign(new JObject { ["sub"] = "a" }), algorithm);
    }

    [TestCase("\n", "\\n", Description = "as environment variables hold it")]
    [TestCase("\n", "\\r\\n")]
    [TestCase("\n", "\r\n")]
    [TestCase("-----BEGIN", "Bag Attributes\n  friendlyName: x\n-----BEGIN")]
    public void A_pem_may_be_written_in_other_ways(string old, string @new) =>
        AssertSigned(Ec, SigningKey.Read(Ec.ExportPkcs8PrivateKeyPem().Replace(old, @new), null, "k").Sign(new JObject()), "ES256");

    [Test]
    public void A_pem_may_hold_certificates_beside_its_key() =>
        Assert.That(SigningKey.Read($"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n{Rsa.ExportRSAPrivateKeyPem()}", null, "k").Algorithm, Is.EqualTo("RS256"));

    [Test]
    public void What_a_key_holds_beside_number_curve_and_point_is_passed_over()
    {
        var pem = Pem(Pkcs8(Ec, WithoutPublicPointDer(Ec, more: [0xA2, 0x02, 0x05, 0x00])));
        AssertSigned(Ec, SigningKey.Read(pem, null, "k").Sign(new JObject()), "ES256");
    }

    [Test]
    public void The_curve_that_pkcs8_names_goes_before_the_one_inside()
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
    public void An_rsa_json_web_key_signs_as_its_alg_says(string? algorithm, string expected)
    {
        var signing = SigningKey.Read(RsaJwk(("alg", algorithm)), null, "k");
        Assert.That(signing.Algorithm, Is.EqualTo(expected));
        AssertSigned(Rsa, signing.Sign(new JObject()), expected);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("ES256")]
    public void A_json_web_key_s_alg_is_the_one_of_its_curve(string? algorithm) =>
        AssertSigned(Ec, SigningKey.Read("  " + Jwk(("alg", algorithm)), null, "k").Sign(new JObject()), "ES256");

    [Test]
    public void Numbers_of_a_json_web_key_may_begin_with_zeros([Values("n", "e", "d", "p", "q", "dp", "dq", "qi")] string name)
    {
        var padded = Base64UrlEncoder.Encode([0, 0, .. Base64UrlEncoder.DecodeBytes((string)JObject.Parse(RsaJwk())[name]!)]);
        AssertSigned(Rsa, SigningKey.Read(RsaJwk((name, padded)), null, "k").Sign(new JObject()), "RS256");
    }

    [Test]
    public void Every_number_of_an_rsa_json_web_key_is_needed([Values("n", "e", "d", "p", "q", "dp", "dq", "qi")] string name) => Assert.That(
        () => SigningKey.Read(RsaJwk((name, null)), null, "k"),
        Throws.ArgumentException.With.Message.Contains(name == "d" ? "it is a public key" : $"its {name} is missing"));

    [Test]
    public void Many_new_keys_are_read_whatever_zeros_they_begin_with()
    {
        // One number in 256 begins with a zero, which forms of keys write in different ways.
        for (var index = 0; index < 600; index++)
        {
            using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            Assert.That(SigningKey.Read(index % 2 == 0 ? ec.ExportPkcs8PrivateKeyPem() : ec.ExportECPrivateKeyPem(), null, "k").Algorithm, Is.EqualTo("ES256"));
        }
    }

    [Test]
    public void The_header_names_algorithm_type_and_key()
    {
        var token = SigningKey.Read(Ec.ExportPkcs8PrivateKeyPem(), "kid1", "k").Sign(new JObject());

        Assert.That(Part(token, 0).ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo("""{"alg":"ES256","typ":"JWT","kid":"kid1"}"""));
    }

    [Test]
    public void A_json_web_keys_own_id_gives_way_to_the_callers()
    {
        Assert.That(SigningKey.Read(Jwk(("kid", "own")), null, "k").KeyId, Is.EqualTo("own"));
        Assert.That(SigningKey.Read(Jwk(("kid", "own")), "other", "k").KeyId, Is.EqualTo("other"));
    }

    [Test]
    public async Task One_key_signs_for_many_at_a_time([Values] bool isShared)
    {
        var key = isShared ? SigningKey.From(Ec, null, "k") : SigningKey.Read(Ec.ExportPkcs8PrivateKeyPem(), null, "k");

        var tokens = await Task.WhenAll(Enumerable.Range(0, 500).Select(index => Task.Run(() => key.Sign(new JObject { ["n"] = index }))));

        foreach (var token in tokens)
        {
            AssertSigned(Ec, token, "ES256");
        }
    }

    [Test]
    public void A_new_key_shows_its_public_part_only()
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
        yield return Named("PEM of nothing", "-----BEGIN PRIVATE KEY-----\n\n-----END PRIVATE KEY-----", "cut short");
        yield return Named("PEM with a wrong label", pem.Replace("PRIVATE", "RSA PRIVATE"), "label promises");
        yield return Named("two keys", pem + "\n" + pem, "several");
        yield return Named("public key", Rsa.ExportSubjectPublicKeyInfoPem(), "public key");
        yield return Named("encrypted", Rsa.ExportEncryptedPkcs8PrivateKeyPem("x", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1)), "encrypted");
        yield return Named("old encrypted", "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----", "encrypted");
        yield return Named("DSA", "-----BEGIN DSA PRIVATE KEY-----\nAAAA\n-----END DSA PRIVATE KEY-----", "PKCS#8, PKCS#1 or SEC1");
        yield return Named("small RSA", small.ExportPkcs8PrivateKeyPem(), "2048");
        yield return Named("other curve", otherCurve.ExportPkcs8PrivateKeyPem(), "P-256, P-384 or P-521");
        yield return Named("truncated DER", Pem(Rsa.ExportPkcs8PrivateKey()[..^40]), "cut short");
        yield return Named("JWK of nothing", "{}", "kty");
        yield return Named("JWK of another type", Jwk(("kty", "oct")), "kty");
        yield return Named("JWK set", """{"keys":[]}""", "set of keys");
        yield return Named("public JWK", Jwk(("d", null)), "public key");
        yield return Named("JWK without x", Jwk(("x", null)), "its x is missing");
        yield return Named("JWK with a number too long", Jwk(("d", Base64UrlEncoder.Encode(new byte[40].Select(static _ => (byte)7).ToArray()))), "too long");
        yield return Named("JWK that is not base64url", Jwk(("d", "*")), "its d is not base64url");
        yield return Named("JWK on another curve", Jwk(("crv", "secp256k1")), "P-256, P-384 or P-521");
        yield return Named("JWK with the algorithm of another curve", Jwk(("alg", "ES384")), "ES256");
        yield return Named("JWK with another key's private part", Jwk(("d", Base64UrlEncoder.Encode(other.ExportParameters(true).D!))), "");
        yield return Named("JWK with a number for its type", """{"kty":7}""", "its kty must be RSA or EC");
        yield return Named("JWK with an empty type", """{"kty":""}""", "its kty must be RSA or EC");
        yield return Named("RSA JWK with an algorithm of another kind", RsaJwk(("alg", "PS256")), "its alg must be RS256, RS384 or RS512");
        yield return Named("RSA JWK with another key's private part", RsaJwk(("d", Base64UrlEncoder.Encode(other.ExportParameters(true).D!))), "cannot be used");
        yield return Named("certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "public key or a certificate only");
        yield return Named("new encrypted", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----", "it is encrypted; decrypt it first");
        yield return Named("another kind of key in PKCS#8", "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n-----END PRIVATE KEY-----", "it must be an RSA or an EC key");
        foreach (var (name, point) in new[] { ("compressed", "000203"), ("hybrid", "00060102"), ("cut", "0004"), ("uneven", "000401"), ("uneven and longer", "0004010203"), ("unused bits", "01040102") })
        {
            var bits = Der(0xA1, Der(0x03, Convert.FromHexString(point)));
            yield return Named($"EC with a point that is {name}", Pem(Pkcs8(other, WithoutPublicPointDer(other, more: bits))), "its public point is compressed or cut");
        }

        yield return Named("JWK off the curve", Jwk(("x", Base64UrlEncoder.Encode(new byte[32]))), "");

        static TestCaseData Named(string name, string key, string message) => new TestCaseData(key, message).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(BadKeys))]
    public void A_key_that_cannot_be_used_is_refused_without_being_shown(string key, string message)
    {
        var fault = Assert.Throws<ArgumentException>(() => SigningKey.Read(key, null, "privateKey"));

        Assert.That(fault!.ParamName, Is.EqualTo("privateKey"));
        Assert.That(fault.Message, Does.Contain(message));
        Assert.That(fault.InnerException, Is.Null);
        foreach (var piece in key.Split('\n', '"').Where(piece => piece.Length > 20 && !piece.StartsWith('-')))
        {
            Assert.That(fault.ToString(), Does.Not.Contain(piece));
        }
    }

    [Test]
    [Platform("Linux", Reason = "Other platforms may refuse such numbers before anything is signed.")]
    public void A_key_whose_numbers_agree_but_that_signs_nothing_its_public_part_accepts_is_refused() => Assert.That(
        () => SigningKey.Read(JwkWithCompositeFactor(), null, "k"), Throws.ArgumentException.With.Message.Contains("its parts do not belong together"));

    [Test]
    public void Damaged_keys_are_argument_exceptions_and_nothing_else()
    {
        // Any byte of the structure may be anything: what is read is checked, never trusted.
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
                catch (ArgumentException fault)
                {
                    Assert.That(fault.ParamName, Is.EqualTo("privateKey"));
                }
            }
        }
    }

    [Test]
    public void A_key_object_of_another_kind_is_refused()
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
    public void A_key_object_signs_by_its_kind_and_size()
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
    public void A_public_key_in_the_header_is_a_copy()
    {
        var key = SigningKey.CreateEc(out var publicKey);
        var header = Part(key.Sign(new JObject(), "dpop+jwt", publicKey), 0);

        Assert.That(header.Properties().Select(member => member.Name), Is.EqualTo(new[] { "alg", "typ", "jwk" }));
        Assert.That(JToken.DeepEquals(header["jwk"], publicKey));
        Assert.That((publicKey.Parent, (string?)publicKey["kty"], (string?)publicKey["crv"]), Is.EqualTo(((JContainer?)null, "EC", "P-256")));
    }

    /// <summary>A key that has every sum right, but one of whose two factors is no prime.</summary>
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
    public void A_key_shows_nothing_of_itself() => Assert.That(SigningKey.From(Ec, "kid1", "k").ToString(), Is.EqualTo("SigningKey"));
}
