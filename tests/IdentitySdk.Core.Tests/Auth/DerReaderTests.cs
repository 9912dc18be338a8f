using IdentitySdk.Core;

namespace IdentitySdk.Tests.Auth;

/// <summary>The encoding of ITU-T X.690, as far as private keys use it.</summary>
public sealed class DerReaderTests
{
    [TestCase("0400", 0)]
    [TestCase("040107", 1)]
    [TestCase("04810107", 1, Description = "longer than it need be")]
    [TestCase("0482000107", 1)]
    [TestCase("048400000001 07", 1)]
    [TestCase("0480", 0)]
    public void A_length_has_several_forms(string hex, int expected)
    {
        var reader = Reader(hex);
        Assert.That(reader.Bytes(DerReader.OctetString), Is.EqualTo(Enumerable.Repeat((byte)7, expected)));
        Assert.That(reader.IsEmpty, Is.True);
    }

    [TestCase(127, "047F")]
    [TestCase(128, "048180")]
    [TestCase(255, "0481FF")]
    [TestCase(256, "04820100")]
    [TestCase(65535, "0482FFFF")]
    [TestCase(65536, "0483010000")]
    public void Long_contents_are_read_whole(int length, string head)
    {
        byte[] content = [.. Enumerable.Range(0, length).Select(at => (byte)(at % 251))];
        var reader = new DerReader([.. Convert.FromHexString(head), .. content, 0x02, 0x01, 0x05]);
        Assert.That(reader.Bytes(DerReader.OctetString), Is.EqualTo(content));
        Assert.That(reader.Bytes(DerReader.Integer), Is.EqualTo(new byte[] { 5 }), "what follows is at its place");
    }

    [TestCase("")]
    [TestCase("04")]
    [TestCase("0401")]
    [TestCase("040207")]
    [TestCase("0481")]
    [TestCase("04820001")]
    [TestCase("0484FFFFFFFF07")]
    [TestCase("0485000001000007")]
    [TestCase("04FF")]
    public void What_is_cut_short_is_said_to_be(string hex) =>
        Assert.That(() => Reader(hex).Bytes(DerReader.OctetString), Throws.TypeOf<FormatException>().With.Message.EqualTo("it is cut short"));

    [Test]
    public void Another_kind_than_the_expected_is_an_error() =>
        Assert.That(() => Reader("020107").Bytes(DerReader.OctetString), Throws.TypeOf<FormatException>().With.Message.Contains("not what its PEM label promises"));

    [Test]
    public void Values_follow_each_other_and_may_be_passed_over()
    {
        var reader = Reader("3008 020101 A0020500 0402AABB");
        var inner = reader.Read(DerReader.Sequence);
        Assert.That(inner.Tag, Is.EqualTo(DerReader.Integer));
        inner.Skip();
        Assert.That(inner.Tag, Is.EqualTo(DerReader.Context0));
        inner.Skip();
        Assert.That(inner.IsEmpty, Is.False);
        Assert.That(() => inner.Bytes(DerReader.OctetString), Throws.TypeOf<FormatException>(), "the sequence ends before its last value does");
    }

    [TestCase("06072A8648CE3D0201", "1.2.840.10045.2.1")]
    [TestCase("06092A864886F70D010101", "1.2.840.113549.1.1.1")]
    [TestCase("06052B81040022", "1.3.132.0.34")]
    [TestCase("0603550403", "2.5.4.3")]
    [TestCase("0603883703", "2.999.3")]
    [TestCase("0603099226", "0.9.2342")]
    [TestCase("060127", "0.39")]
    [TestCase("060128", "1.0")]
    [TestCase("060150", "2.0")]
    [TestCase("06022A00", "1.2.0")]
    public void An_object_identifier_has_dots(string hex, string expected) => Assert.That(Reader(hex).ObjectId(), Is.EqualTo(expected));

    [TestCase("0600")]
    [TestCase("060186", Description = "its only number goes on")]
    public void An_object_identifier_of_nothing_is_cut_short(string hex) =>
        Assert.That(() => Reader(hex).ObjectId(), Throws.TypeOf<FormatException>().With.Message.EqualTo("it is cut short"));

    private static DerReader Reader(string hex) => new(Convert.FromHexString(hex.Replace(" ", "")));
}
