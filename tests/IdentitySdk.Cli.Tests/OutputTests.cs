using IdentitySdk.Cli.Output;

namespace IdentitySdk.Tests;

public sealed class OutputTests
{
    [TestCase("Ada", "Ada")]
    [TestCase("", "")]
    [TestCase("Hamilton, Ada", "\"Hamilton, Ada\"")]
    [TestCase("the \"Countess\"", "\"the \"\"Countess\"\"\"")]
    [TestCase("two\nlines", "\"two\nlines\"")]
    [TestCase("two\r\nlines", "\"two\r\nlines\"")]
    [TestCase("=1+1", "'=1+1")]
    [TestCase("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [TestCase("+15551234", "'+15551234")]
    [TestCase("-1", "'-1")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("\t=1", "'\t=1")]
    [TestCase("\r=1", "\"'\r=1\"")]
    [TestCase("a=1", "a=1")]
    public void Csv_field_is_quoted_and_never_a_formula(string value, string expected) => Assert.That(CsvUserWriter.Field(value), Is.EqualTo(expected));

    [TestCase("Ada", 5, "Ada  ")]
    [TestCase("Ada L", 5, "Ada L")]
    [TestCase("Ada Lovelace", 5, "Ada …")]
    [TestCase("", 2, "  ")]
    [TestCase("李小龍", 6, "李小龍")]
    [TestCase("李小龍", 5, "李小…")]
    [TestCase("李小龍", 4, "李… ")]
    [TestCase("Zoe\u0308 Smith", 4, "Zoe\u0308…")]
    public void Cell_is_as_wide_as_its_column(string text, int width, string expected) => Assert.That(Cell.Fit(text, width), Is.EqualTo(expected));

    [TestCase("plain", "plain")]
    [TestCase("a\r\nb\tc", "a  b c")]
    [TestCase("\u001b[2Jgone", "\uFFFD[2Jgone")]
    [TestCase("\u009b2J", "\uFFFD2J")]
    [TestCase("abc\u202Ecod.exe", "abc\uFFFDcod.exe")]
    public void Control_characters_in_text_are_replaced(string text, string expected) => Assert.That(Cell.Plain(text), Is.EqualTo(expected));
}
