using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

public sealed class OutputTests
{
    [TestCase("Ada", "Ada")]
    [TestCase("", "")]
    [TestCase("Hamilton, Ada", "\"Hamilton, Ada\"")]
    [TestCase("a;=1", "\"a;=1\"")]
    [TestCase("the \"Countess\"", "\"the \"\"Countess\"\"\"")]
    [TestCase("two\nlines", "\"two\nlines\"")]
    [TestCase("two\r\nlines", "\"two\r\nlines\"")]
    [TestCase("=1+1", "'=1+1")]
    [TestCase("'=1+1", "''=1+1")]
    [TestCase("'quoted'", "''quoted'")]
    [TestCase("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [TestCase("+15551234", "'+15551234")]
    [TestCase("-1", "'-1")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("\t=1", "\"'\t=1\"")]
    [TestCase("\r=1", "\"'\r=1\"")]
    [TestCase("\n=1", "\"'\n=1\"")]
    [TestCase("  =1", "'  =1")]
    [TestCase("\u00A0=1", "'\u00A0=1")]
    [TestCase("\uFEFF=1", "'\uFEFF=1")]
    [TestCase("\u200B=1", "'\u200B=1")]
    [TestCase("\0=1", "'\0=1")]
    [TestCase("\uFF1D1", "'\uFF1D1")]
    [TestCase("\uFF0B1", "'\uFF0B1")]
    [TestCase("\uFF0D1", "'\uFF0D1")]
    [TestCase("\uFF20A", "'\uFF20A")]
    [TestCase("a=1", "a=1")]
    public void Csv_field_is_quoted_and_never_a_formula(string value, string expected)
    {
        Assert.That(Csv(value, isSafe: true), Is.EqualTo(expected));
        Assert.That(CsvFormat.Guard(value) is ['\'', .. var rest] ? rest : value, Is.EqualTo(value), "removing one quote restores the value");
    }

    [TestCase("=1+1", "=1+1")]
    [TestCase("'=1+1", "'=1+1")]
    public void Csv_field_is_unchanged_when_escaping_is_off(string value, string expected) => Assert.That(Csv(value, isSafe: false), Is.EqualTo(expected));

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
    [TestCase("a\u200Fb\u061Cc", "a\uFFFDb\uFFFDc")]
    [TestCase("a\u2066b\u2028c", "a\uFFFDb\uFFFDc")]
    public void Control_characters_in_text_are_replaced(string text, string expected) => Assert.That(Cell.Plain(text), Is.EqualTo(expected));

    private static string Csv(string value, bool isSafe)
    {
        var output = new StringWriter();
        var format = new CsvFormat(output, isTerminal: false, isSafe, ["value"]);
        format.Write(new OutputRecord(new JValue(value)));
        format.End();
        return output.ToString()["value\r\n".Length..^2];
    }
}
