using System.Security.Cryptography;
using System.Text;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Auth;

public sealed class SigningKeyTests
{
    private static readonly RSA s_rsa = RSA.Create(2048);
    private static readonly ECDsa s_ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [OneTimeTearDown]
    public void OneTimeTearDown()
    {
        s_rsa.Dispose();
        s_ec.Dispose();
    }

    private static IEnumerable<TestCaseData> Pems()
    {
        yield return new TestCaseData(s_rsa, s_rsa.ExportPkcs8PrivateKeyPem(), "RS256").SetArgDisplayNames("RSA PKCS#8");
        yield return new TestCaseData(s_rsa, s_rsa.ExportRSAPrivateKeyPem(), "RS256").SetArgDisplayNames("RSA PKCS#1");
        foreach (var (curve, algorithm) in new[] { (ECCurve.NamedCurves.nistP256, "ES256"), (ECCurve.NamedCurves.nistP384, "ES384"), (ECCurve.NamedCurves.nistP521, "ES512") })
        {
            var ec = ECDsa.Create(curve);
            yield return new TestCaseData(ec, ec.ExportPkcs8PrivateKeyPem(), algorithm).SetArgDisplayNames($"{algorithm} PKCS#8");
            yield return new TestCaseData(ec, ec.ExportECPrivateKeyPem(), algorithm).SetArgDisplayNames($"{algorithm} SEC1");
            yield return new TestCaseData(ec, "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + ec.ExportECPrivateKeyPem(), algorithm)
                .SetArgDisplayNames($"{algorithm} SEC1 behind parameters");
            yield return new TestCaseData(ec, WithoutPublicPoint(ec), algorithm).SetArgDisplayNames($"{algorithm} without a public point");
        }
    }

    [TestCaseSource(nameof(Pems))]
    public void Every_form_signs_what_the_public_key_accepts(AsymmetricAlgorithm key, string pem, string algorithm)
    {
        var signing = SigningKey.Read(pem, "kid1", "privateKey");

        Assert.That(signing.Algorithm, Is.EqualTo(algorithm));
        AssertSigned(key, signing.Sign(new JObject { ["sub"] = "a" }), algorithm);
    }

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
        var token = SigningKey.Read(s_ec.ExportPkcs8PrivateKeyPem(), "kid1", "k").Sign(new JObject());

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
        var key = isShared ? SigningKey.From(s_ec, null, "k") : SigningKey.Read(s_ec.ExportPkcs8PrivateKeyPem(), null, "k");

        var tokens = await Task.WhenAll(Enumerable.Range(0, 500).Select(index => Task.Run(() => key.Sign(new JObject { ["n"] = index }))));

        foreach (var token in tokens)
        {
            AssertSigned(s_ec, token, "ES256");
        }
    }

    [Test]
    public void A_new_key_shows_its_public_part_only()
    {
        var key = SigningKey.CreateEc(out var publicKey);

        Assert.That(publicKey.Properties().Select(member => member.Name), Is.EqualTo(new[] { "kty", "crv", "x", "y" }));
        var point = new ECPoint { X = Base64Url.Decode((string)publicKey["x"]!), Y = Base64Url.Decode((string)publicKey["y"]!) };
        using var ec = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
        AssertSigned(ec, key.Sign(new JObject(), "dpop+jwt", publicKey), "ES256");
    }

    private static IEnumerable<TestCaseData> BadKeys()
    {
        using var small = RSA.Create(1024);
        using var otherCurve = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp256k1"));
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = s_rsa.ExportPkcs8PrivateKeyPem();
        yield return Named("empty", "", "empty");
        yield return Named("blank", "  ", "empty");
        yield return Named("text", "not a key", "neither PEM nor");
        yield return Named("half a PEM", pem[..(pem.Length / 2)], "neither PEM nor");
        yield return Named("PEM that is not base64", "-----BEGIN PRIVATE KEY-----\n!!!!\n-----END PRIVATE KEY-----", "not base64");
        yield return Named("PEM of nothing", "-----BEGIN PRIVATE KEY-----\n\n-----END PRIVATE KEY-----", "cut short");
        yield return Named("PEM with a wrong label", pem.Replace("PRIVATE", "RSA PRIVATE"), "label promises");
        yield return Named("two keys", pem + "\n" + pem, "several");
        yield return Named("public key", s_rsa.ExportSubjectPublicKeyInfoPem(), "public key");
        yield return Named("encrypted", s_rsa.ExportEncryptedPkcs8PrivateKeyPem("x", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1)), "encrypted");
        yield return Named("old encrypted", "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----", "encrypted");
        yield return Named("DSA", "-----BEGIN DSA PRIVATE KEY-----\nAAAA\n-----END DSA PRIVATE KEY-----", "PKCS#8, PKCS#1 or SEC1");
        yield return Named("small RSA", small.ExportPkcs8PrivateKeyPem(), "2048");
        yield return Named("other curve", otherCurve.ExportPkcs8PrivateKeyPem(), "P-256, P-384 or P-521");
        yield return Named("truncated DER", Pem(s_rsa.ExportPkcs8PrivateKey()[..^40]), "cut short");
        yield return Named("JWK of nothing", "{}", "kty");
        yield return Named("JWK of another type", Jwk(("kty", "oct")), "kty");
        yield return Named("JWK set", """{"keys":[]}""", "set of keys");
        yield return Named("public JWK", Jwk(("d", null)), "public key");
        yield return Named("JWK without x", Jwk(("x", null)), "its x is missing");
        yield return Named("JWK with a number too long", Jwk(("d", Base64Url.Encode(new byte[40].Select(static _ => (byte)7).ToArray()))), "too long");
        yield return Named("JWK that is not base64url", Jwk(("d", "*")), "its d is not base64url");
        yield return Named("JWK on another curve", Jwk(("crv", "secp256k1")), "P-256, P-384 or P-521");
        yield return Named("JWK with the algorithm of another curve", Jwk(("alg", "ES384")), "ES256");
        yield return Named("JWK with another key's private part", Jwk(("d", Base64Url.Encode(other.ExportParameters(true).D!))), "");
        yield return Named("JWK off the curve", Jwk(("x", Base64Url.Encode(new byte[32]))), "");

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
    public void Damaged_keys_are_argument_exceptions_and_nothing_else()
    {
        // Any byte of the structure may be anything: what is read is checked, never trusted.
        var bytes = s_ec.ExportPkcs8PrivateKey();
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

        Assert.That(() => SigningKey.From(small, null, "privateKey"), Throws.ArgumentException.With.Property("ParamName").EqualTo("privateKey"));
        Assert.That(() => SigningKey.From(dsa, null, "privateKey"), Throws.ArgumentException);
        Assert.That(() => SigningKey.From(null, null, "privateKey"), Throws.ArgumentNullException);
    }

    private static string Pem(byte[] bytes) => $"-----BEGIN PRIVATE KEY-----\n{Convert.ToBase64String(bytes)}\n-----END PRIVATE KEY-----";

    private static string Jwk(params (string Name, string? Value)[] changes)
    {
        var key = s_ec.ExportParameters(true);
        var jwk = new JObject
        {
            ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.Encode(key.Q.X!), ["y"] = Base64Url.Encode(key.Q.Y!), ["d"] = Base64Url.Encode(key.D!),
        };
        foreach (var (name, value) in changes)
        {
            jwk.Remove(name);
            if (value is not null)
            {
                jwk[name] = value;
            }
        }

        return jwk.ToString();
    }

    /// <summary>RFC 5915's structure with version, number and curve alone.</summary>
    private static string WithoutPublicPoint(ECDsa ec)
    {
        var number = ec.ExportParameters(true).D!;
        byte[] curve = ec.KeySize switch
        {
            256 => [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07],
            384 => [0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x22],
            _ => [0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x23],
        };
        byte[] body = [0x02, 0x01, 0x01, 0x04, (byte)number.Length, .. number, 0xA0, (byte)curve.Length, .. curve];
        return $"-----BEGIN EC PRIVATE KEY-----\n{Convert.ToBase64String([0x30, (byte)body.Length, .. body])}\n-----END EC PRIVATE KEY-----";
    }

    private static void AssertSigned(AsymmetricAlgorithm key, string token, string algorithm)
    {
        var hash = algorithm[2..] switch { "256" => HashAlgorithmName.SHA256, "384" => HashAlgorithmName.SHA384, _ => HashAlgorithmName.SHA512 };
        var at = token.LastIndexOf('.');
        var (text, signature) = (Encoding.ASCII.GetBytes(token[..at]), Base64Url.Decode(token[(at + 1)..]));
        Assert.That(key is RSA rsa ? rsa.VerifyData(text, signature, hash, RSASignaturePadding.Pkcs1) : ((ECDsa)key).VerifyData(text, signature, hash), Is.True);
    }

    private static JObject Part(string token, int index) => JObject.Parse(Encoding.UTF8.GetString(Base64Url.Decode(token.Split('.')[index])));
}
