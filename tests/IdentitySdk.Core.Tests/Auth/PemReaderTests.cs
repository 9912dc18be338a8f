using System.Diagnostics;
using IdentitySdk.Core;
using Microsoft.IdentityModel.Tokens;
using static IdentitySdk.Tests.Auth.SampleKeys;

namespace IdentitySdk.Tests.Auth;

/// <summary>What surrounds a key in PEM, and the encoding (ITU-T X.690) inside it.</summary>
public sealed class PemReaderTests
{
    [Test]
    public void A_line_that_begins_a_key_and_never_ends_it_is_passed_over()
    {
        var pem = $"-----BEGIN PRIVATE KEY-----\nAAAA\n-----BEGIN PRIVATE KEY-----\n{Ec.ExportECPrivateKeyPem()}";
        Assert.That(PemReader.Read(pem).Kty, Is.EqualTo("EC"));
    }

    [Test]
    public void Text_that_breaks_off_in_a_label_is_no_pem() => Assert.That(
        () => PemReader.Read("friendlyName: x\n-----BEGIN PRIVATE KEY"),
        Throws.TypeOf<FormatException>().With.Message.EqualTo("it is neither PEM nor a JSON Web Key"));

    [Test]
    public void Dashes_that_end_a_key_begin_no_other() =>
        Assert.That(PemReader.Read($"{Pem(Ec.ExportPkcs8PrivateKey())}BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----").Kty, Is.EqualTo("EC"));

    [Test]
    public void A_public_point_is_read_as_it_stands()
    {
        // It is not computed from the private number: whether the two belong together is found out by signing.
        var key = PemReader.Read(Pem(Pkcs8(Ec, WithoutPublicPointDer(Ec, more: Der(0xA1, Der(0x03, [0, 4, 1, 2]))))));
        Assert.That((Hex(key.X), Hex(key.Y)), Is.EqualTo(("1".PadLeft(64, '0'), "2".PadLeft(64, '0'))));

        static string Hex(string number) => Convert.ToHexString(Base64UrlEncoder.DecodeBytes(number));
    }

    [Test]
    public void A_key_that_names_no_curve_is_refused()
    {
        var body = Convert.ToBase64String(Der(0x30, [0x02, 0x01, 0x01, .. Der(0x04, Ec.ExportParameters(true).D!)]));
        Assert.That(
            () => PemReader.Read($"-----BEGIN EC PRIVATE KEY-----\n{body}\n-----END EC PRIVATE KEY-----"),
            Throws.TypeOf<FormatException>().With.Message.EqualTo("its curve must be P-256, P-384 or P-521"));
    }

    [Test]
    public void Lengths_written_longer_than_needed_are_read()
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
    [TestCase("3007020100300206 00", Description = "an object identifier of nothing")]
    [TestCase("300802010030030601 86", Description = "an object identifier whose only number goes on")]
    public void Content_that_is_cut_short_is_reported_as_such(string hex) => Assert.That(
        () => PemReader.Read(Pem(Convert.FromHexString(hex.Replace(" ", "")))), Throws.TypeOf<FormatException>().With.Message.EqualTo("it is cut short or damaged"));

    [TestCase("020107")]
    [TestCase("3003040107")]
    [TestCase("3006020100020100")]
    public void Content_of_another_kind_is_not_what_the_label_promises(string hex) => Assert.That(
        () => PemReader.Read(Pem(Convert.FromHexString(hex))), Throws.TypeOf<FormatException>().With.Message.EqualTo("it is not what its PEM label promises"));

    [TestCase("-----BEGIN PRIVATE KEY-----\n", 0)]
    [TestCase("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", 0)]
    [TestCase("-----BEGIN ", 0)]
    [TestCase("-----BEGIN {0} PRIVATE KEY-----\n", 0)]
    [TestCase("A A ", 1)]
    public void Eight_times_the_text_takes_about_eight_times_the_time(string line, int heads)
    {
        // Quadratic reading would take 64 times as long.
        var (some, many) = (Time(Text(500)), Time(Text(4_000)));
        Assert.That(many / some, Is.LessThan(24), $"{some:F2} ms for 500 lines, {many:F2} ms for 4,000");

        string Text(int lines) => string.Concat(Enumerable.Repeat("-----BEGIN ", heads)) + string.Concat(Enumerable.Range(0, lines).Select(index => string.Format(line, $"A{index}")));
    }

    /// <summary>The shortest of several readings: what else the machine does makes them longer only.</summary>
    private static double Time(string text) => Enumerable.Range(0, 7).Min(_ =>
    {
        var watch = Stopwatch.StartNew();
        Assert.That(() => PemReader.Read(text), Throws.TypeOf<FormatException>());
        return watch.Elapsed.TotalMilliseconds;
    });
}
