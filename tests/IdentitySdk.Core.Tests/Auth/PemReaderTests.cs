using System.Diagnostics;
using IdentitySdk.Core;
using Microsoft.IdentityModel.Tokens;
using static IdentitySdk.Tests.Auth.SampleKeys;

namespace IdentitySdk.Tests.Auth;

/// <summary>PEM around a private key, and the encoding (ITU-T X.690) of the key.</summary>
public sealed class PemReaderTests
{
    [Test]
    public void Begin_line_without_an_end_line_is_ignored()
    {
        var pem = $"-----BEGIN PRIVATE KEY-----\nAAAA\n-----BEGIN PRIVATE KEY-----\n{Ec.ExportECPrivateKeyPem()}";
        Assert.That(PemReader.Read(pem).Kty, Is.EqualTo("EC"));
    }

    [Test]
    public void Text_that_ends_within_a_label_is_refused() => Assert.That(
        () => PemReader.Read("friendlyName: x\n-----BEGIN PRIVATE KEY"),
        Throws.TypeOf<FormatException>().With.Message.EqualTo("it is neither PEM nor a JSON Web Key"));

    [Test]
    public void Dashes_of_an_end_line_do_not_begin_another_key() =>
        Assert.That(PemReader.Read($"{Pem(Ec.ExportPkcs8PrivateKey())}BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----").Kty, Is.EqualTo("EC"));

    [Test]
    public void Public_point_is_read_not_computed()
    {
        // If it were computed from the private number, a mismatch would not be noticed.
        var key = PemReader.Read(Pem(Pkcs8(Ec, WithoutPublicPointDer(Ec, more: Der(0xA1, Der(0x03, [0, 4, 1, 2]))))));
        Assert.That((Hex(key.X), Hex(key.Y)), Is.EqualTo(("1".PadLeft(64, '0'), "2".PadLeft(64, '0'))));

        static string Hex(string number) => Convert.ToHexString(Base64UrlEncoder.DecodeBytes(number));
    }

    [Test]
    public void EC_key_without_a_curve_is_refused()
    {
        var body = Convert.ToBase64String(Der(0x30, [0x02, 0x01, 0x01, .. Der(0x04, Ec.ExportParameters(true).D!)]));
        Assert.That(
            () => PemReader.Read($"-----BEGIN EC PRIVATE KEY-----\n{body}\n-----END EC PRIVATE KEY-----"),
            Throws.TypeOf<FormatException>().With.Message.EqualTo("its curve must be P-256, P-384 or P-521"));
    }

    [Test]
    public void BER_lengths_are_read()
    {
        var key = WithoutPublicPointDer(Ec);
        byte[] octets = [0x04, 0x84, 0, 0, 0, (byte)key.Length, .. key];
        byte[] algorithm = [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, .. CurveId(Ec)];
        byte[] content = [0x02, 0x81, 0x01, 0x00, 0x30, 0x82, 0, (byte)algorithm.Length, .. algorithm, .. octets];

        Assert.That(PemReader.Read(Pem([0x30, 0x81, (byte)content.Length, .. content])).Crv, Is.EqualTo("P-256"));
    }

    [TestCase("")]
    [TestCase("30")]
    [TestCase("3001")]
    [TestCase("30020201")]
    [TestCase("3081")]
    [TestCase("30820001")]
    [TestCase("3084FFFFFFFF02")]
    [TestCase("3085000001000002")]
    [TestCase("30FF")]
    [TestCase("3003020100")]
    [TestCase("3007020100300206 00", Description = "an empty object identifier")]
    [TestCase("300802010030030601 86", Description = "an object identifier with an incomplete number")]
    public void Truncated_content_is_refused(string hex) => Assert.That(
        () => PemReader.Read(Pem(Convert.FromHexString(hex.Replace(" ", "")))), Throws.TypeOf<FormatException>().With.Message.EqualTo("it is truncated or damaged"));

    [TestCase("020107")]
    [TestCase("3003040107")]
    [TestCase("3006020100020100")]
    public void Content_of_another_type_than_its_label_is_refused(string hex) => Assert.That(
        () => PemReader.Read(Pem(Convert.FromHexString(hex))), Throws.TypeOf<FormatException>().With.Message.EqualTo("its content does not match its PEM label"));

    [TestCase("-----BEGIN PRIVATE KEY-----\n", 0)]
    [TestCase("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", 0)]
    [TestCase("-----BEGIN ", 0)]
    [TestCase("-----BEGIN {0} PRIVATE KEY-----\n", 0)]
    [TestCase("A A ", 1)]
    public void Reading_time_is_linear_in_the_length_of_the_text(string line, int heads)
    {
        // Quadratic reading would take 64 times as long.
        var (some, many) = (Time(Text(500)), Time(Text(4_000)));
        Assert.That(many / some, Is.LessThan(24), $"{some:F2} ms for 500 lines, {many:F2} ms for 4,000");

        string Text(int lines) => string.Concat(Enumerable.Repeat("-----BEGIN ", heads)) + string.Concat(Enumerable.Range(0, lines).Select(index => string.Format(line, $"A{index}")));
    }

    /// <summary>The shortest of several measurements, because other load of the machine only makes them longer.</summary>
    private static double Time(string text) => Enumerable.Range(0, 7).Min(_ =>
    {
        var watch = Stopwatch.StartNew();
        Assert.That(() => PemReader.Read(text), Throws.TypeOf<FormatException>());
        return watch.Elapsed.TotalMilliseconds;
    });
}
